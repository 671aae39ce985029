"""Views of an issue: its cover page, the whole of it as one text, each article, the archive."""

from __future__ import annotations

from itertools import groupby

from obsite.documents.document import Document
from obsite.outputs.planning.bodies import Place, body_view
from obsite.outputs.planning.cards import (
    article_card,
    author_views,
    editor_view,
    errata_views,
    event_card,
    image_view,
    issue_card,
    minutes,
    tag_links,
)
from obsite.outputs.planning.context import Context, stem_of
from obsite.outputs.planning.covers import cover_view
from obsite.outputs.planning.pictures import picture, picture_path
from obsite.outputs.views import (
    ArchivePage,
    ArticlePage,
    ArticleView,
    BodyView,
    EventCardView,
    FrameView,
    IssuePage,
    LinkView,
    PictureView,
    StandingView,
    WholePage,
    YearView,
)
from obsite.site.site import Edition, Issue, article_meta


def cover_picture(context: Context, edition: Edition) -> PictureView | None:
    """Return the picture that stands on the cover in place of a drawing."""
    cover = edition.meta.cover
    if cover and cover.image:
        return picture(context, picture_path(edition.document.path, cover.image), cover.alt or "")
    return image_view(context, edition.document)


def issue_link(issue: Issue) -> LinkView:
    """Return a plain link to an issue."""
    return LinkView(title=issue.document.title, href=issue.route)


def neighbours(context: Context, issue: Issue) -> tuple[LinkView | None, LinkView | None]:
    """Return links to the issue before and the issue after in time."""
    issues = context.site.issues
    at = context.places[issue.document.path]
    older = issue_link(issues[at + 1]) if at + 1 < len(issues) else None
    newer = issue_link(issues[at - 1]) if at > 0 else None
    return older, newer


def issue_page(context: Context, frame: FrameView, issue: Issue) -> IssuePage:
    """Return the view of an issue's own page."""
    previous, following = neighbours(context, issue)
    words = sum(text.body.words for text in (issue.document, *issue.articles))
    return IssuePage(
        frame=frame,
        issue=issue_card(context, issue),
        subtitle=issue.document.meta.subtitle,
        cover=cover_view(context, issue),
        image=cover_picture(context, issue),
        editor=editor_view(context, issue),
        editorial=body_view(context, issue.document),
        editorial_title=issue.meta.editorial_title,
        articles=tuple(article_card(context, article) for article in issue.articles),
        events=_events(context, issue),
        standing=standing_views(context, issue, {}),
        whole_route=issue.whole_route,
        minutes=minutes(words),
        tags=tag_links(issue.document),
        errata=errata_views(issue.document),
        previous=previous,
        next=following,
        as_of=issue.document.date or context.site.as_of,
    )


def whole_page(context: Context, frame: FrameView, issue: Issue) -> WholePage:
    """Return the view of a whole issue as one text, for the web and for print."""
    here = _anchors(context, issue)
    first = len(issue.document.body.footnotes)
    articles = []
    for article in issue.articles:
        place = Place(prefix=f"{_anchor(context, article)}-", here=here, first_note=first)
        articles.append(article_view(context, article, place))
        first += len(article.body.footnotes)
    return WholePage(
        frame=frame,
        issue=issue_card(context, issue),
        subtitle=issue.document.meta.subtitle,
        cover=cover_view(context, issue),
        image=cover_picture(context, issue),
        editor=editor_view(context, issue),
        editorial=body_view(context, issue.document, Place(prefix="editorial-", here=here)),
        editorial_title=issue.meta.editorial_title,
        articles=tuple(articles),
        events=_events(context, issue),
        standing=standing_views(context, issue, here, first_note=first),
        colophon=issue.meta.colophon or context.site.config.newsletter.colophon,
        minutes=minutes(sum(text.body.words for text in issue.texts)),
        errata=errata_views(issue.document),
        as_of=issue.document.date or context.site.as_of,
    )


def _events(context: Context, issue: Issue) -> tuple[EventCardView, ...]:
    """Return an issue's events, as they were on its own day: an issue does not change with the calendar."""
    return tuple(event_card(context, event, issue.document.date) for event in issue.events)


def _anchor(context: Context, document: Document) -> str:
    return stem_of(context.site.routes[document.path])


def _anchors(context: Context, issue: Issue) -> dict[str, str]:
    """Return route -> anchor of every text that stands on the page of the whole issue."""
    texts = {
        context.site.routes[text.path]: _anchor(context, text) for text in (*issue.articles, *issue.standing)
    }
    return texts | {issue.route: "editorial"}


def article_view(context: Context, article: Document, place: Place) -> ArticleView:
    """Return an article in full, for the place where it is shown."""
    meta = article_meta(article)
    return ArticleView(
        card=article_card(context, article),
        subtitle=meta.subtitle,
        anchor=_anchor(context, article),
        authors=author_views(context, article),
        tags=tag_links(article),
        columns=int(meta.columns),
        lang=meta.lang,
        body=body_view(context, article, place),
        errata=errata_views(article),
    )


def standing_views(
    context: Context, edition: Edition, here: dict[str, str], first_note: int = 0
) -> tuple[StandingView, ...]:
    """Return the standing sections at the end of an issue or a book."""
    views = []
    for text in edition.standing:
        anchor = _anchor(context, text)
        place = Place(prefix=f"{anchor}-", here=here, first_note=first_note)
        first_note += len(text.body.footnotes)
        body: BodyView = body_view(context, text, place)
        views.append(
            StandingView(
                title=text.title,
                anchor=anchor,
                standfirst=text.meta.description,
                body=body,
                lang=text.meta.lang,
            )
        )
    return tuple(views)


def article_page(context: Context, frame: FrameView, issue: Issue, article: Document) -> ArticlePage:
    """Return the view of an article's own page."""
    contents = tuple(LinkView(title=a.title, href=context.site.routes[a.path]) for a in issue.articles)
    at = issue.articles.index(article)
    return ArticlePage(
        frame=frame,
        issue=issue_card(context, issue),
        whole_route=issue.whole_route,
        article=article_view(context, article, Place()),
        contents=contents,
        previous=contents[at - 1] if at else None,
        next=contents[at + 1] if at + 1 < len(contents) else None,
    )


def archive_page(context: Context, frame: FrameView, title: str, intro: BodyView) -> ArchivePage:
    """Return the view of the archive: all issues by year, the latest first, undated ones last."""
    by_year = groupby(
        context.site.issues, key=lambda issue: str(issue.document.date.year) if issue.document.date else ""
    )
    years = tuple(
        YearView(year=year, issues=tuple(issue_card(context, issue) for issue in issues))
        for year, issues in by_year
    )
    return ArchivePage(frame=frame, title=title, intro=intro, years=years, total=len(context.site.issues))
