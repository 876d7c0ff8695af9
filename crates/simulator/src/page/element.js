// Makes elements. Owns no state. Text is always set as text, so nothing that people type becomes markup.

/** An element: `h("button.primary", { onclick }, "text", child, …)`. Attributes that are false or null are left out. */
export function h(what, attributes = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value === "boolean") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** An icon from the page's symbols; without a label it is decoration. */
export function icon(name, label) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", `icon icon-${name}`);
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  if (label) {
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
  } else {
    svg.setAttribute("aria-hidden", "true");
  }
  return svg;
}

/** An SVG element. */
export function s(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/**
 * Gives an element new children if what they show differs from before. What looks the same stays: a finger
 * or the keyboard may be on it just now.
 */
export function renew(element, shows, make) {
  const looks = JSON.stringify(shows);
  if (element.looks === looks) return;
  element.looks = looks;
  element.replaceChildren(...make().filter(Boolean));
}

export const $ = (id) => document.getElementById(id);
