// The documentation site. DOCS_BASE is the path it is served under, DOCS_REPOSITORY where files of the repository can be seen.
import { fileURLToPath } from 'node:url';
import { asOnGitHub, type MarkdownIt, slugOf } from '../markdown.ts';
import { type Kind, type Page, readNavigation } from '../navigation.ts';

const docs = fileURLToPath(new URL('../../docs', import.meta.url)).replaceAll('\\', '/');
const kinds = readNavigation(docs);
const linkOf = ({ file }: Page) => `/${file.replace(/README\.md$/, '').replace(/\.md$/, '.html')}`;

const entryOf = (page: Page): object => ({
  text: page.title,
  link: linkOf(page),
  ...(page.pages && { collapsed: true, items: page.pages.map(entryOf) }),
});

const sectionOf = ({ title, groups }: Kind) => ({
  text: title,
  items: groups.flatMap((group) =>
    group.title === undefined
      ? group.pages.map(entryOf)
      : [{ text: group.title, collapsed: false, items: group.pages.map(entryOf) }],
  ),
});

/** Pages lie outside the folder of the generator, so that its packages are not found from them. */
const vueOfTheGenerator = {
  name: 'vue-of-the-generator',
  enforce: 'pre',
  resolveId: (id: string, _importer: string | undefined, { ssr }: { ssr?: boolean }) =>
    ssr && /^vue(\/|$)/.test(id) ? { id, external: true } : undefined,
};

export default {
  title: 'sentinel-sync',
  description: 'Microsoft Sentinel content as code',
  lang: 'en',
  base: process.env['DOCS_BASE'] ?? '/',
  // The name of a file stands close to its text.
  head: [['style', {}, '.vp-doc p.file-name { margin-bottom: -8px }']],
  srcDir: '../docs',
  outDir: 'dist',
  cacheDir: 'node_modules/.cache/vitepress',
  rewrites: { 'README.md': 'index.md', ':folder/README.md': ':folder/index.md' },
  markdown: {
    attrs: { disable: true },
    anchor: { slugify: slugOf },
    config: (md: MarkdownIt) =>
      asOnGitHub(md, { docs, repository: process.env['DOCS_REPOSITORY'] || undefined }),
  },
  // The index of the search is one file, loaded when somebody searches.
  vite: { plugins: [vueOfTheGenerator], build: { chunkSizeWarningLimit: 4000 } },
  themeConfig: {
    search: { provider: 'local' },
    nav: kinds.map((kind) => ({ text: kind.title, link: linkOf(kind.groups[0]!.pages[0]!) })),
    sidebar: kinds.map(sectionOf),
    outline: 'deep',
  },
};
