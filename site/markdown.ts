// Markdown as GitHub reads it: the same anchors, and links that leave the pages go to the repository or are plain text.
import { posix } from 'node:path';

/** The part of markdown-it that is used here (https://markdown-it.github.io/markdown-it/). */
export interface MarkdownIt {
  readonly core: { readonly ruler: { push(name: string, rule: (state: State) => void): void } };
  readonly linkify: { set(options: { fuzzyLink: boolean }): void };
  readonly renderer: {
    readonly rules: Record<
      string,
      ((tokens: Token[], index: number, ...rest: unknown[]) => string) | undefined
    >;
  };
}
interface State {
  readonly tokens: Token[];
  readonly env: { readonly path?: string; readonly realPath?: string };
}
interface Token {
  readonly type: string;
  readonly info: string;
  readonly content: string;
  children: Token[] | null;
  attrGet(name: string): string | null;
  attrSet(name: string, value: string): void;
}

/** GitHub's anchor of a heading; the second of a name gets `-1`, which the generator adds. */
export const slugOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');

export interface SiteLinks {
  /** Absolute path of docs/. */
  readonly docs: string;
  /** Where files of the repository can be seen, such as https://github.com/OWNER/NAME/blob/main. */
  readonly repository: string | undefined;
}

/** Where a link of a page leads on the site; undefined where nobody can follow it. */
export function hrefOnSite(href: string, page: string, { docs, repository }: SiteLinks): string | undefined {
  if (/^([a-z]+:|#)/.test(href)) return href;
  const [path = '', anchor] = href.split('#');
  const target = posix.relative(docs, posix.resolve(posix.dirname(page), decodeURIComponent(path)));
  if (!target.startsWith('../') && target.endsWith('.md')) {
    // A README is the index of its folder, here as on GitHub.
    return anchor === undefined ? indexed(path) : `${indexed(path)}#${anchor}`;
  }
  return repository && `${repository}/${posix.normalize(`docs/${target}`)}`;
}

const indexed = (path: string) => path.replace(/(^|\/)README\.md$/, '$1index.md');

/** Makes the generator's Markdown that of GitHub, and shows the name of a file above its text. */
export function asOnGitHub(md: MarkdownIt, site: SiteLinks): void {
  md.linkify.set({ fuzzyLink: false });
  md.core.ruler.push('links-of-the-repository', ({ tokens, env }) => {
    const page = (env.realPath ?? env.path ?? '').replaceAll('\\', '/');
    for (const token of tokens)
      if (token.children !== null) token.children = followable(token.children, page, site);
  });
  // No page holds HTML but comments: what else looks like it is text. Braces are no template of the generator's.
  for (const rule of ['html_inline', 'html_block', 'text']) {
    md.renderer.rules[rule] = (tokens, index) => textOf(tokens[index]!.content);
  }
  const fence = md.renderer.rules['fence']!;
  md.renderer.rules['fence'] = (tokens, index, ...rest) => {
    const [, file] = /\bfile=(\S+)/.exec(tokens[index]!.info) ?? [];
    const name = file === undefined ? '' : `<p class="file-name"><code v-pre>${file}</code></p>`;
    return name + fence(tokens, index, ...rest);
  };
}

function followable(tokens: readonly Token[], page: string, site: SiteLinks): Token[] {
  let dropped = false;
  return tokens.filter((token) => {
    if (token.type === 'link_open') {
      const href = hrefOnSite(token.attrGet('href') ?? '', page, site);
      dropped = href === undefined;
      if (href !== undefined) token.attrSet('href', href);
      return !dropped;
    }
    return !(token.type === 'link_close' && dropped);
  });
}

function textOf(content: string): string {
  if (content.startsWith('<!--')) return '';
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('{{', '&#123;&#123;');
}
