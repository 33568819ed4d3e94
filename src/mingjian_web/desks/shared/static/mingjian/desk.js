// Comfort for the desks: every page works without it.
(() => {
  const all = (what, root = document) => [...root.querySelectorAll(what)];
  const one = (what, root = document) => root.querySelector(what);
  const on = (type, act, root = document) => root.addEventListener(type, act);
  const who = document.body.dataset.account, box = `mingjian:${who}:`, SENT = "mingjian:sent";
  const local = localStorage, tab = sessionStorage;
  const read = (store, key) => JSON.parse(store.getItem(key) || "null");
  const keep = (store, key, value) => { try { store.setItem(key, JSON.stringify(value)); } catch { } };

  // Drafts: what is typed stays in this browser until a page says it is done.
  const typed = (form) => [...form.elements].filter((f) => f.name && /^(text|search|number|date|time|email|tel|url|month|checkbox|radio|select)/.test(f.type));
  const state = (field) => (/checkbox|radio/.test(field.type) ? "checked" : "value");
  const values = (form) => typed(form).map((field) => [field.name, field[state(field)]]);
  const fill = (form, saved) => typed(form).forEach((field, at) => { if (saved[at] && saved[at][0] === field.name) field[state(field)] = saved[at][1]; });
  let out;
  const forms = who ? all("form[data-draft]") : [];
  const sent = read(tab, SENT);
  tab.removeItem(SENT);
  if (sent && (one("[data-done]") || (who && document.referrer === sent.from && !one("[data-refused]") && !forms.some((form) => box + form.dataset.draft === sent.key)))) local.removeItem(sent.key);
  forms.forEach((form) => {
    const key = box + form.dataset.draft, begun = values(form), draft = read(local, key);
    const save = () => keep(local, key, { at: Date.now(), values: values(form) });
    let timer, dirty = false;
    if (draft && Date.now() - draft.at > 6048e5) local.removeItem(key);
    else if (draft && !("bound" in form.dataset) && `${draft.values}` !== `${begun}`) {
      fill(form, draft.values);
      const note = one("#draft-words").content.firstElementChild.cloneNode(true);
      one("[data-when]", note).textContent = new Date(draft.at).toLocaleString("sv").slice(0, 16);
      on("click", () => { local.removeItem(key); fill(form, begun); dirty = false; note.remove(); }, one("[data-discard]", note));
      form.prepend(note);
    }
    on("input", () => { dirty = true; clearTimeout(timer); timer = setTimeout(save, 400); }, form);
    on("submit", () => { dirty = false; clearTimeout(timer); save(); keep(tab, SENT, { key, from: location.href }); }, form);
    on("beforeunload", (e) => { if (dirty && !out) { save(); e.preventDefault(); } }, window);
  });
  // Signing out leaves nothing behind.
  all("form[data-sign-out]").forEach((form) => on("submit", () => { out = 1; Object.keys(local).forEach((key) => key.startsWith(box) && local.removeItem(key)); }, form));

  // A second click does not act twice.
  on("submit", (e) => {
    const { dataset, method } = e.target;
    if (method !== "post") return;
    if (dataset.sent) e.preventDefault();
    dataset.sent = 1;
    setTimeout(() => delete dataset.sent, 1e4);
  });
  on("pageshow", (e) => { if (e.persisted) { tab.removeItem(SENT); all("form").forEach((form) => delete form.dataset.sent); } }, window);

  // Choosing rows: how many, and all at once.
  all("form[data-bulk]").forEach((form) => {
    const every = one("[data-all]", form), boxes = all("tbody input[type=checkbox]", form);
    const count = () => {
      const n = boxes.filter((b) => b.checked).length;
      one("[data-chosen]", form).textContent = `（${n}）`;
      every.checked = n === boxes.length;
    };
    every.hidden = false;
    on("change", (e) => { if (e.target === every) boxes.forEach((b) => { b.checked = every.checked; }); count(); }, form);
    count();
  });

  // A link with data-dialog has its own page too; command buttons for older kernels; printing.
  on("click", (e) => {
    const act = e.target.closest("[data-dialog],[commandfor],[data-print]");
    if (!act) return;
    if ("print" in act.dataset) return print();
    const dialog = document.getElementById(act.dataset.dialog || act.getAttribute("commandfor"));
    if (!dialog?.showModal || "commandForElement" in act) return;
    e.preventDefault();
    dialog[act.getAttribute("command") === "close" ? "close" : "showModal"]();
  });
  all("[data-print]").forEach((button) => { button.hidden = false; });
  on("beforeprint", () => all("details:not([open],.menu)").forEach((d) => { d.open = true; d.dataset.shut = 1; }), window);
  on("afterprint", () => all("[data-shut]").forEach((d) => { d.open = false; delete d.dataset.shut; }), window);

  // Keys, but never while typing.
  const rows = all("table[data-keys] tbody tr:not(.group)");
  let at = -1;
  const step = (by) => {
    if (!rows.length) return;
    at = Math.min(Math.max(at + by, 0), rows.length - 1);
    rows.forEach((row, n) => row.classList.toggle("at", n === at));
    (one("th a", rows[at]) || one("a", rows[at]))?.focus();
  };
  const keys = {
    "/": () => one("[role=search] [type=search]")?.focus(),
    "?": () => one("#keys")?.showModal(),
    j: () => step(1), k: () => step(-1), x: () => rows[at]?.querySelector("[type=checkbox]")?.click(),
  };
  on("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.target.closest("input:not([type=checkbox]),select,textarea,dialog[open]") || !Object.hasOwn(keys, e.key)) return;
    e.preventDefault();
    keys[e.key]();
  });

  // Progress: replaced by what its address answers, until that asks no more.
  const poll = (part) => part.dataset.poll && setTimeout(async () => {
    try {
      const answer = await fetch(part.dataset.poll);
      const next = one("[data-progress]", new DOMParser().parseFromString(await answer.text(), "text/html"));
      if (!next && answer.ok) return location.reload();
      if (next) { part.replaceWith(next); part = next; }
    } catch { /* ask again */ }
    poll(part);
  }, 2e3);
  all("[data-poll]").forEach(poll);
  one(".error-summary")?.focus();
})();
