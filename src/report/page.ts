// The frame of every page: head with its policy, links, the part of its own, foot.
import { createHash } from 'node:crypto';
import { version } from '../version.ts';
import { type Html, html, ownText } from './html.ts';
import { tableScript, themeScript } from './script.ts';
import { style } from './style.ts';

/** A page before it has its frame. */
export interface Page {
  /** From the folder of the report, with forward slashes. */
  readonly path: string;
  readonly title: string;
  readonly body: Html;
  /** It has a table that can be sorted. */
  readonly isSortable?: boolean;
}

/** A page that every page links to. */
export interface MainPage {
  readonly path: string;
  readonly name: string;
}

/** A file of the report. */
export interface SiteFile {
  /** From the folder of the report, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** The page as a file that needs no other. */
export function fileOf({ path, title, body, isSortable = false }: Page, main: readonly MainPage[]): SiteFile {
  const scripts = isSortable ? [themeScript, tableScript] : [themeScript];
  const links = main.map(
    ({ path: target, name }) =>
      html`<a href="${linkTo(target, path)}"${target === path ? html` aria-current="page"` : ''}>${name}</a>`,
  );
  const document = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(scripts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${ownText(style)}</style>
${scripts.map((script) => html`<script>${ownText(script)}</script>\n`)}</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header>
<nav aria-label="Pages">${links}</nav>
<button type="button" id="theme" hidden>Dark colours</button>
</header>
<main id="main" tabindex="-1">
${body}
</main>
<footer>Written by sentinel-sync ${version}.</footer>
</body>
</html>
`;
  return { path, text: document.text };
}

/** The address of a page as another one links to it. */
export function linkTo(target: string, from: string): string {
  return '../'.repeat(from.split('/').length - 1) + target;
}

/**
 * Nothing is loaded, and nothing runs but the page's own script and style, which are named by their hashes.
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy
 */
function policyOf(scripts: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${scripts.map(sourceOf).join(' ')}`,
    `style-src ${sourceOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

const sources = new Map<string, string>();

function sourceOf(text: string): string {
  const known = sources.get(text) ?? `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  sources.set(text, known);
  return known;
}
