// Lists and tables that can be narrowed down, and citations that can be copied. All of it is there without this file.
(() => {
  "use strict";
  const letters = { ø: "o", æ: "ae", œ: "oe", ß: "ss", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[øæœßłđðþı]/g, (one) => letters[one]);
  const say = (place, count) => {
    if (!place) return;
    place.textContent = count === 0 ? place.dataset.none : count === 1 ? place.dataset.one : place.dataset.many.replace("%d", count);
  };

  for (const form of document.querySelectorAll("[data-find]")) {
    const list = document.getElementById(form.dataset.find);
    const field = form.querySelector("input");
    if (!list || !field) continue;
    form.hidden = false;
    const entries = [...list.querySelectorAll("[data-words]")].map((element) => [element, fold(element.dataset.words)]);
    field.addEventListener("input", () => {
      const words = fold(field.value).split(/\s+/).filter(Boolean);
      let count = 0;
      for (const [element, text] of entries) {
        const fits = words.every((word) => text.includes(word));
        element.hidden = !fits;
        if (fits) count += 1;
      }
      for (const group of list.querySelectorAll("[data-group]")) group.hidden = !group.querySelector("[data-words]:not([hidden])");
      say(form.querySelector(".found"), words.length ? count : NaN);
      if (!words.length) form.querySelector(".found").textContent = "";
    });
  }

  for (const form of document.querySelectorAll("[data-filter]")) {
    const table = document.getElementById(form.dataset.filter);
    if (!table || table.tBodies[0].rows.length < 8) continue;
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    const rows = [...table.tBodies[0].rows].map((row) => ({
      row, text: fold(row.cells[0].textContent), group: row.dataset.group || "", codes: (row.dataset.codes || "").split("|"),
    }));
    const text = form.querySelector("[data-text]");
    const selects = [...form.querySelectorAll("select")];
    const heads = [...table.querySelectorAll("th[data-of]")];
    for (const select of selects) {
      const first = select.querySelector("[data-first]");
      if (first) first.selected = true;
    }
    const apply = () => {
      const words = text ? fold(text.value).split(/\s+/).filter(Boolean) : [];
      let count = 0;
      for (const entry of rows) {
        let fits = words.every((word) => entry.text.includes(word));
        for (const select of selects) {
          if (!select.value) continue;
          const value = select.dataset.column === "group" ? entry.group : entry.codes[Number(select.dataset.column)];
          fits = fits && value === select.value;
        }
        entry.row.hidden = !fits;
        if (fits) count += 1;
      }
      // A column of one code, which is chosen above, says nothing: earlier periods have its room.
      for (const head of heads) {
        const single = selects.some((select) => select.dataset.column === head.dataset.of && select.value);
        if (single === head.hidden) continue;
        for (const row of table.rows) row.cells[head.cellIndex].hidden = single;
      }
      say(form.querySelector(".found"), count);
    };
    form.addEventListener("input", apply);
    apply();
  }

  for (const button of document.querySelectorAll("[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    if (!source || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(source.textContent.replace(/\s+/g, " ").trim());
      button.textContent = button.dataset.done;
    });
  }
})();
