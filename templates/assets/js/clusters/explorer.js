// The cluster map's filters. Figures are small files, loaded when they are asked for; without this file the page
// has all of it as tables and links.
(() => {
  "use strict";
  const form = document.getElementById("explorer");
  if (!form || !/^https?:$/.test(location.protocol)) return;
  const words = JSON.parse(form.dataset.words);
  const lang = document.documentElement.lang || "en";
  const root = form.dataset.index.replace(/clusters\/data\/index\.json$/, "");
  const out = document.getElementById("explorer-out");
  const stage = document.getElementById("explorer-map");
  const field = (name) => form.elements.namedItem(name);
  const shades = ["s1", "s3", "s4", "s6", "s7"];
  const known = new Map();
  let index = null;
  let whole = false; // whether all rows are shown

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const say = (text, values) => text.replace(/%(\w)/g, (_, key) => values[key]);
  const number = (value, decimals) => new Intl.NumberFormat(lang, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const draw = (name, attributes, ...inner) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inner);
    return element;
  };
  const link = (href, text) => {
    const element = make("a", "", text);
    element.href = href;
    return element;
  };
  const load = (name) => {
    if (!known.has(name)) {
      known.set(name, fetch(form.dataset.index.replace(/index\.json$/, `${name}.json`)).then((answer) => {
        if (!answer.ok) throw new Error(answer.statusText);
        return answer.json();
      }));
      known.get(name).catch(() => known.delete(name));
    }
    return known.get(name);
  };

  // -- what is chosen -------------------------------------------------------------------------------------
  const portfolio = () => index.portfolios.find((one) => one.id === field("list").value) || index.portfolios[0];
  const options = (select, entries, chosen) => {
    select.replaceChildren(...entries.map(([value, text]) => new Option(text, value, false, value === chosen)));
    if (!entries.some(([value]) => value === chosen) && entries.length) select.value = entries[0][0];
  };
  const fill = (asked) => {
    const now = portfolio();
    options(field("sector"), now.sectors.map((one) => [one.file, one.name]), asked.sector || field("sector").value);
    options(field("year"), now.periods.map((one) => [one, one]), asked.year || field("year").value);
    const factors = now.factors.map((one, at) => [String(at), one.name]);
    options(field("by"), [["stars", words.stars], ...factors], asked.by || field("by").value || "stars");
  };
  const mode = () => (field("region").value ? "region" : "sector");

  // -- rows -----------------------------------------------------------------------------------------------
  const stars = (marks, factors) => {
    const place = make("span", "stars");
    const names = ["not-won", "near", "won", "unknown"];
    const said = [];
    marks.forEach(([, , state], at) => {
      const name = names[state < 0 ? 3 : state];
      place.append(draw("svg", { class: "star", "aria-hidden": "true" }, draw("use", { href: `#star-${name}` })));
      said.push(`${factors[at].name}: ${words.states[name]}`);
    });
    place.append(make("span", "visually-hidden", said.join("; ")));
    return place;
  };
  const measured = (row, by) => (by === "stars" ? row[5] : row[6][Number(by)] ? row[6][Number(by)][0] : null);
  const written = (value, by, now) => {
    if (value === null) return "–";
    if (by === "stars") return number(value, 0);
    const factor = now.factors[Number(by)];
    return number(value, factor.decimals) + (factor.unit === "%" ? "%" : "");
  };
  const ordered = (rows, by) => [...rows].sort((a, b) => {
    const [first, second] = [measured(a, by), measured(b, by)];
    if (first === null || second === null) return (first === null) - (second === null);
    return second - first || (b[3] || 0) - (a[3] || 0);
  });
  const table = (rows, now, by, naming, head) => {
    const sorted = ordered(rows, by);
    const most = Math.max(...sorted.map((row) => Math.abs(measured(row, by) || 0)), 1e-9);
    const element = make("table", "cluster-table explorer-table");
    const top = element.createTHead().insertRow();
    const unit = by === "stars" ? "" : now.factors[Number(by)].unit;
    const title = by === "stars" ? words.stars : now.factors[Number(by)].name;
    for (const [text, kind, below] of [["", "num", ""], [head, "", ""], [title, "num", unit], ["", "explorer-bar", ""], [words.stars, "", ""]]) {
      const cell = make("th", kind, text);
      cell.scope = "col";
      if (below && below !== "%") cell.append(make("span", "unit", below));
      top.append(cell);
    }
    const body = element.createTBody();
    sorted.slice(0, whole ? sorted.length : 20).forEach((row, at) => {
      const line = body.insertRow();
      line.append(make("td", "num", String(at + 1)));
      const name = make("th");
      name.scope = "row";
      name.append(...naming(row[0]));
      const value = measured(row, by);
      const bar = make("td", "explorer-bar");
      const share = value === null ? 0 : Math.max(0, Math.round((100 * value) / most));
      bar.append(draw("svg", { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, draw("rect", { width: share, height: 10 })));
      const marks = make("td");
      marks.append(stars(row[6], now.factors));
      line.append(name, make("td", "num", written(value, by, now)), bar, marks);
    });
    return [element, sorted.length];
  };
  const more = (count) => {
    const button = make("button", "button button-quiet", say(words.all, { n: number(count, 0) }));
    button.type = "button";
    button.addEventListener("click", () => { whole = true; update(true); });
    return button;
  };

  // -- the map --------------------------------------------------------------------------------------------
  const classes = (values, by, now) => {
    if (by === "stars") return now.factors.map((_, at) => at + 1);
    const sorted = [...values].sort((a, b) => a - b);
    return [...new Set([1, 2, 3, 4].map((step) => sorted[Math.floor((step * sorted.length) / 5)]))];
  };
  const colour = (rows, now, by) => {
    if (!stage) return;
    const cells = new Map(rows.map((row) => [index.regions[row[0]] ? index.regions[row[0]].anchor : "", row]));
    const values = rows.map((row) => measured(row, by)).filter((value) => value !== null);
    const limits = classes(values, by, now);
    const shade = (value) => shades[Math.min(shades.length - 1, limits.filter((limit) => value >= limit).length)];
    const names = new Map(Object.entries(index.regions).map(([code, one]) => [one.anchor, [code, one.name]]));
    for (const use of stage.querySelectorAll(".map-marks use")) {
      const at = use.getAttribute("href").slice(1 + stage.dataset.key.length);
      const row = cells.get(at);
      const value = row ? measured(row, by) : null;
      use.setAttribute("class", value === null ? "map-blank" : `map-${shade(value)}`);
      if (names.has(at)) use.dataset.said = `${names.get(at)[1]}: ${written(value, by, now)}`; // for maps.js
    }
    stage.classList.add("is-explored");
    const key = document.getElementById("explorer-key");
    const bounds = [null, ...limits];
    key.replaceChildren(...bounds.map((low, at) => {
      const item = make("li");
      item.append(draw("svg", { class: `explorer-swatch map-${shades[Math.min(at, shades.length - 1)]}`, viewBox: "0 0 12 12", "aria-hidden": "true" }, draw("rect", { width: 12, height: 12 })));
      const text = by === "stars" ? number(at, 0) : low === null ? say(words.below, { v: written(limits[0], by, now) }) : at === limits.length ? say(words.from, { v: written(low, by, now) }) : `${written(low, by, now)} – ${written(limits[at], by, now)}`;
      item.append(text);
      return item;
    }));
  };

  // -- showing --------------------------------------------------------------------------------------------
  const notice = (now) => {
    if (!now.synthetic) return [];
    const place = make("p", "made-up");
    place.append(make("strong", "", words.synthetic), ` ${words.synthetic_long}`);
    return [place];
  };
  const showSector = async (now, by, year) => {
    const sector = now.sectors.find((one) => one.file === field("sector").value);
    const data = (await load(`${now.id}/${sector.file}`))[year];
    const rows = data ? data.rows.filter((row) => row[7]) : [];
    const naming = (code) => {
      const region = index.regions[code];
      return region ? [link(`${root}clusters/regions/${region.slug}/`, region.name), " ", make("span", "row-group", region.group)] : [code];
    };
    const [element, count] = table(rows, now, by, naming, words.region);
    const line = by === "stars" || !data ? "" : `${words.line} ${written(data.lines[Number(by)], by, now)}`;
    const head = make("h3", "explorer-title", sector.name);
    const facts = [now.title, year, say(words.count, { n: number(count, 0) }), line].filter(Boolean).join(" · ");
    out.replaceChildren(head, make("p", "cluster-note", facts), ...notice(now), element, ...(count > 20 && !whole ? [more(count)] : []));
    if (sector.href) {
      const after = make("p", "cluster-more");
      after.append(link(`${root}${sector.href.slice(1)}`, say(words.page, { s: sector.name })), " · ", ...["csv", "xlsx", "json"].flatMap((form) => [link(`${root}${sector.href.slice(1)}clusters.${form}`, form.toUpperCase()), " "]));
      out.append(after);
    }
    if (stage) stage.hidden = false;
    colour(data ? data.rows : [], now, by);
  };
  const showRegion = async (now, by, year) => {
    const code = field("region").value;
    const region = index.regions[code];
    const data = ((await load(`regions/${region.slug}`))[now.id] || {})[year] || [];
    const names = new Map(now.sectors.map((one) => [one.code, one]));
    const naming = (sector) => {
      const one = names.get(sector);
      return [one && one.href ? link(`${root}${one.href.slice(1)}`, one.name) : one ? one.name : sector];
    };
    const [element, count] = table(data, now, by, naming, words.sector);
    const list = make("dl", "figures-list cluster-overview");
    const near = data.reduce((sum, row) => sum + row[6].filter((mark) => mark[2] === 1).length, 0);
    for (const [value, text] of [[data.reduce((sum, row) => sum + row[5], 0), words.stars], [data.filter((row) => row[5]).length, say(words.starred, { n: count })], [near, words.near]]) {
      const pair = make("div");
      pair.append(make("dt", "", text), make("dd", "", number(value, 0)));
      list.append(pair);
    }
    const after = make("p", "cluster-more");
    after.append(link(`${root}clusters/regions/${region.slug}/`, say(words.portfolio, { s: region.name })), " · ", link(`${root}regions/${region.slug}/`, say(words.profile, { s: region.name })), " · ", ...["csv", "xlsx", "json"].flatMap((form) => [link(`${root}clusters/regions/${region.slug}/clusters.${form}`, form.toUpperCase()), " "]));
    out.replaceChildren(make("h3", "explorer-title", region.name), make("p", "cluster-note", `${now.title} · ${year}`), ...notice(now), list, element, ...(count > 20 && !whole ? [more(count)] : []), after);
    if (stage) stage.hidden = true;
  };
  const update = async (keep) => {
    const now = portfolio();
    const [by, year] = [field("by").value, field("year").value];
    field("sector").disabled = mode() === "region";
    try {
      await (mode() === "region" ? showRegion : showSector)(now, by, year);
    } catch (error) {
      out.replaceChildren(make("p", "cluster-note", words.failed));
      return;
    }
    if (!keep) return;
    const asked = new URLSearchParams({ list: now.id, by, year });
    asked.set(mode(), field(mode()).value);
    history.replaceState(null, "", `?${asked}`);
  };
  const find = () => {
    const text = fold(field("find").value.trim());
    if (!text) return;
    const region = Object.entries(index.regions).find(([code, one]) => fold(one.name) === text || code.toLowerCase() === text);
    if (region) field("region").value = region[0];
    for (const one of index.portfolios) {
      const sector = one.sectors.find((entry) => fold(entry.name) === text);
      if (sector && !region) {
        field("list").value = one.id;
        fill({ sector: sector.file });
        field("region").value = "";
        break;
      }
    }
    whole = false;
    update(true);
  };

  const start = async () => {
    index = await load("index");
    const asked = Object.fromEntries(new URLSearchParams(location.search));
    options(field("list"), index.portfolios.map((one) => [one.id, one.title]), asked.list);
    const groups = new Map();
    for (const [code, one] of Object.entries(index.regions)) groups.set(one.group, [...(groups.get(one.group) || []), [code, one.name]]);
    field("region").append(...[...groups].sort(([a], [b]) => a.localeCompare(b, lang)).map(([group, entries]) => {
      const element = make("optgroup");
      element.label = group || words.region;
      element.append(...entries.sort((a, b) => a[1].localeCompare(b[1], lang)).map(([code, name]) => new Option(name, code)));
      return element;
    }));
    const list = document.getElementById("explorer-names");
    const names = [...Object.values(index.regions).map((one) => one.name), ...index.portfolios.flatMap((one) => one.sectors.map((sector) => sector.name))];
    list.replaceChildren(...[...new Set(names)].map((name) => new Option(name)));
    fill(asked);
    if (asked.region && index.regions[asked.region]) field("region").value = asked.region;
    form.hidden = false;
    form.addEventListener("submit", (event) => { event.preventDefault(); find(); });
    form.addEventListener("change", (event) => {
      whole = false;
      if (event.target.name === "find") return find();
      if (event.target.name === "list") fill({});
      return update(true);
    });
    if (Object.keys(asked).length) update(false);
  };
  start().catch(() => { form.hidden = true; });
})();
