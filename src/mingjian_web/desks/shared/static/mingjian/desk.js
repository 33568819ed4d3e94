// Comfort for the desks. Every page works without it: nothing here is the only way to do anything.
(() => {
  const all = (what, root = document) => [...root.querySelectorAll(what)];
  const one = (what, root = document) => root.querySelector(what);
  const on = (type, act, root = document) => root.addEventListener(type, act);
  const account = document.body.dataset.account;
  const box = `mingjian:${account}:`;
  const sent = "mingjian:sent";
  const WEEK = 7 * 24 * 3600e3;
  const read = (store, key) => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };
  const write = (store, key, value) => { try { value ? store.setItem(key, JSON.stringify(value)) : store.removeItem(key); } catch { /* full or forbidden: a draft less */ } };

  // Drafts: what is typed into form[data-draft] stays in this browser until a page says the act is done.
  const kept = (form) => [...form.elements].filter((field) => field.name && !/^(hidden|password|file|submit|button)$/.test(field.type) && field.tagName !== "FIELDSET");
  const values = (form) => kept(form).map((field) => [field.name, /checkbox|radio/.test(field.type) ? field.checked && field.value : field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value]);
  const fill = (form, saved) => kept(form).forEach((field, at) => {
    const [name, value] = saved[at] || [];
    if (name !== field.name) return;
    if (/checkbox|radio/.test(field.type)) field.checked = value === field.value;
    else if (field.multiple) [...field.options].forEach((option) => { option.selected = value.includes(option.value); });
    else field.value = value;
  });
  const forget = (mark) => { const s = read(sessionStorage, sent); if (s) { if (mark) write(localStorage, s.key); write(sessionStorage, sent); } };
  const forms = account ? all("form[data-draft]") : [];
  const leaving = read(sessionStorage, sent);
  if (leaving) {
    const here = forms.some((form) => box + form.dataset.draft === leaving.key);
    forget(one("[data-done]") || (account && !here && !one("[data-refused]") && document.referrer === leaving.from));
  }
  forms.forEach((form) => {
    const key = box + form.dataset.draft, begun = JSON.stringify(values(form)), draft = read(localStorage, key);
    let timer, dirty = false;
    if (draft && Date.now() - draft.at > WEEK) write(localStorage, key);
    else if (draft && !("bound" in form.dataset) && JSON.stringify(draft.values) !== begun) {
      fill(form, draft.values);
      const note = one("#draft-words").content.firstElementChild.cloneNode(true);
      one("[data-when]", note).textContent = new Date(draft.at).toLocaleString("sv").slice(0, 16);
      on("click", () => { write(localStorage, key); fill(form, JSON.parse(begun)); dirty = false; note.remove(); }, one("[data-discard]", note));
      form.prepend(note);
      dirty = true;
    }
    on("input", () => { dirty = true; clearTimeout(timer); timer = setTimeout(() => write(localStorage, key, { at: Date.now(), values: values(form) }), 400); }, form);
    on("submit", (event) => { if (event.defaultPrevented) return; dirty = false; clearTimeout(timer); write(localStorage, key, { at: Date.now(), values: values(form) }); write(sessionStorage, sent, { key, from: location.href }); }, form);
    on("beforeunload", (event) => { if (dirty) event.preventDefault(); }, window);
  });
  // On leaving for good, a shared computer keeps nothing.
  all("form[data-sign-out]").forEach((form) => on("submit", () => Object.keys(localStorage).filter((key) => key.startsWith(box)).forEach((key) => write(localStorage, key)), form));

  // A second click does not act twice.
  on("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 10e3);
  });
  on("pageshow", (event) => { if (event.persisted) { forget(); all("form").forEach((form) => delete form.dataset.sent); } }, window);

  // Choosing rows: how many, and all at once.
  all("form[data-bulk]").forEach((form) => {
    const boxes = () => all("tbody input[type=checkbox]", form), every = one("[data-all]", form), said = one("[data-chosen]", form);
    const count = () => { const n = boxes().filter((b) => b.checked).length; if (said) said.textContent = n; if (every) { every.checked = n && n === boxes().length; every.indeterminate = n > 0 && n < boxes().length; } };
    if (every) { every.hidden = false; on("change", () => { boxes().forEach((b) => { b.checked = every.checked; }); count(); }, every); }
    on("change", count, form);
    count();
  });

  // Dialogs: a link with data-dialog has its own page for browsers without script; command buttons for older kernels.
  on("click", (event) => {
    const act = event.target.closest("[data-dialog],[commandfor],[data-print]");
    if (!act) return;
    if ("print" in act.dataset) { print(); return; }
    if (act.matches("[commandfor]") && "commandForElement" in act) return;
    const dialog = document.getElementById(act.dataset.dialog || act.getAttribute("commandfor"));
    if (!dialog || !dialog.showModal) return;
    event.preventDefault();
    act.getAttribute("command") === "close" ? dialog.close() : dialog.showModal();
  });
  all("[data-print]").forEach((button) => { button.hidden = false; });
  on("beforeprint", () => all("details:not([open]):not(.menu)").forEach((d) => { d.open = true; d.dataset.opened = ""; }), window);
  on("afterprint", () => all("[data-opened]").forEach((d) => { d.open = false; delete d.dataset.opened; }), window);

  // Keys, never while somebody types.
  let at = -1;
  const rows = () => all("table[data-keys] tbody tr:not(.group)");
  const step = (by) => { const list = rows(); if (!list.length) return; list[at] && list[at].classList.remove("at"); at = Math.min(Math.max(at + by, 0), list.length - 1); list[at].classList.add("at"); const link = one("a[href]", list[at]); if (link) link.focus(); };
  const keys = {
    "/": () => { const field = one("[role=search] input[type=search]"); if (field) field.focus(); },
    "?": () => { const dialog = one("#keys"); if (dialog && dialog.showModal) dialog.showModal(); },
    j: () => step(1), k: () => step(-1),
    x: () => { const b = rows()[at] && one("input[type=checkbox]", rows()[at]); if (b) b.click(); },
  };
  on("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest("input:not([type=checkbox]),select,textarea,dialog[open]")) return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  // Progress: [data-poll] is replaced by what its address answers, until that polls no more.
  const poll = (element) => setTimeout(async () => {
    let next = element;
    try {
      const answer = await fetch(element.dataset.poll, { headers: { "X-Fragment": "1" } });
      if (answer.redirected) { location.reload(); return; }
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        next = page.body.firstElementChild || element;
        if (next !== element) element.replaceWith(next);
      }
    } catch { /* no network just now: ask again */ }
    if (next.dataset.poll) poll(next);
  }, (element.dataset.every || 2) * 1000);
  all("[data-poll]").forEach(poll);

  const summary = one(".error-summary");
  if (summary) summary.focus();
})();
