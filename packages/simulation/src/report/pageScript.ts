/**
 * The order explorer's script. It writes text only as text, keeps the order in the page's address, and needs no server.
 */
export const pageScript = `
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const { orders } = JSON.parse(at("stories").textContent);
  const [find, mark, list, story, count] = ["find", "mark", "list", "story", "count"].map(at);
  if (orders.length === 0) return;
  const byId = new Map(orders.map((order) => [order.id, order]));
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const trouble = new Set(["held", "waiting", "cancelled", "tooLate", "shortPick", "shippedLate"]);
  const stepOf = ([when, kind, said, why, cost]) => {
    const step = make("li", trouble.has(kind) ? "step trouble" : "step");
    const body = make("div");
    if (cost) body.append(make("span", "cost", cost));
    body.append(make("span", "said", said));
    if (why.length > 0) {
      const reasons = make("ul");
      reasons.append(...why.map((reason) => make("li", "", reason)));
      body.append(reasons);
    }
    step.append(make("time", "", when), body);
    return step;
  };
  const show = (id) => {
    const order = byId.get(id);
    if (order === undefined) return;
    const chips = make("div", "chips");
    chips.append(...order.marks.map((name) => make("span", "chip", name)));
    const steps = make("ol", "steps");
    steps.append(...order.steps.map(stepOf));
    const title = make("h3", "", "Order " + order.id);
    story.replaceChildren(title, make("div", "soft", order.about), make("div", "outcome", order.outcome), chips, steps);
    list.value = id;
  };
  const fill = () => {
    const text = find.value.trim().toLowerCase();
    const wanted = orders.filter(
      (order) =>
        (mark.value === "" || order.marks.includes(mark.value)) &&
        (order.id.toLowerCase().includes(text) || order.about.toLowerCase().includes(text))
    );
    list.replaceChildren(
      ...wanted.map((order) => {
        const option = make("option", "", order.id + (order.marks.length > 0 ? " · " + order.marks.join(", ") : ""));
        option.value = order.id;
        return option;
      })
    );
    count.textContent = wanted.length + " of " + orders.length + " orders";
    const exact = wanted.find((order) => order.id.toLowerCase() === text);
    const shown = exact ?? wanted[0];
    if (shown !== undefined) show(shown.id);
  };
  const fromAddress = () => {
    const named = /^#order=(.*)$/.exec(location.hash);
    let id;
    try {
      id = named === null ? undefined : decodeURIComponent(named[1]);
    } catch {
      return false;
    }
    if (id === undefined || !byId.has(id)) return false;
    find.value = "";
    mark.value = "";
    fill();
    show(id);
    return true;
  };
  const reveal = () => {
    if (fromAddress()) at("orders").scrollIntoView();
  };
  find.addEventListener("input", fill);
  mark.addEventListener("change", fill);
  list.addEventListener("change", () => {
    history.replaceState(null, "", "#order=" + encodeURIComponent(list.value));
    show(list.value);
  });
  addEventListener("hashchange", reveal);
  fill();
  reveal();
})();
`
