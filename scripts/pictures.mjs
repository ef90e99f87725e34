// Makes the pictures of the documentation in docs/images: a terminal of 80 columns, and pages of the report in light and dark.
// Needs `script` of util-linux and /usr/bin/chromium, both of Debian: npm run pictures
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
const images = join(root, 'docs/images');
const work = mkdtempSync(join(tmpdir(), 'sentinel-sync-pictures-'));
const tool = join(root, 'dist/cli.js');

try {
  const project = join(work, 'detections');
  mkdirSync(project);
  run(project, 'init');
  // Two slips that everybody has made: a word of no list, and a comparison that minds the case of letters.
  edit(join(project, 'analytics-rules/rare-tool.yaml'), 'severity: Medium', 'severity: Hihg');
  edit(join(project, 'analytics-rules/rare-tool.yaml'), '=~ "rare.exe"', 'in ("rare.exe", "rarer.exe")');
  picture('terminal.png', terminalPage(project, ['lint', 'test']), { width: 760, height: 500 });
  run(root, 'report', '--out', join(work, 'site'));
  const page = (name) => pathToFileURL(join(work, 'site', name)).href;
  const large = { width: 1280, height: 900 };
  picture('report-catalogue-light.png', page('index.html'), large);
  picture('report-catalogue-dark.png', page('index.html'), { ...large, isDark: true });
  picture('report-attack-light.png', page('attack.html'), large);
  picture('report-rule-dark.png', page('items/analytics-rule-repository-exposed.html'), {
    ...large,
    isDark: true,
  });
} finally {
  rmSync(work, { recursive: true, force: true });
}

function run(folder, ...args) {
  execFileSync(process.execPath, [tool, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

function edit(file, before, after) {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(before)) throw new Error(`${file} does not hold ${before}`);
  writeFileSync(file, text.replace(before, after));
}

/** What commands print at a terminal of 80 columns, as a page. */
function terminalPage(folder, commands) {
  const shown = commands.map((command) => {
    const line = `stty cols 80; ${process.execPath} ${tool} ${command} 2>/dev/null`;
    const flags = ['--quiet', '--return', '--command', line, '/dev/null'];
    let text;
    try {
      text = execFileSync('script', flags, {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      });
    } catch (failed) {
      // Findings and failures end with 1, and are what is to be seen.
      text = failed.stdout;
    }
    return `<b>$ sentinel-sync ${command}</b>\n${painted(text.replaceAll('\r', ''))}`;
  });
  const file = join(work, 'terminal.html');
  const style =
    'body{margin:0;background:#11151c;color:#d8dee9;font:14px/1.35 monospace}pre{margin:16px;width:80ch;white-space:pre-wrap;word-break:break-all}b{color:#fff}.d{opacity:.65}.r{color:#ff7b72}.g{color:#7ee787}.y{color:#f2cc60}.c{color:#79c0ff}';
  writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8"><style>${style}</style><pre>${shown.join('\n')}</pre>`,
  );
  return pathToFileURL(file).href;
}

/** The colours of the tool (src/reporters/style.ts) as elements. */
function painted(text) {
  const classes = { 1: 'b', 2: 'd', 31: 'r', 32: 'g', 33: 'y', 36: 'c' };
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const [first, ...parts] = safe.split('\u001b[');
  const marked = parts.map((part) => {
    const [code] = part.split('m', 1);
    const name = classes[code];
    return (name === undefined ? '</span>' : `<span class="${name}">`) + part.slice(code.length + 1);
  });
  return first + marked.join('');
}

function picture(name, address, { width, height, isDark = false }) {
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--hide-scrollbars',
    `--user-data-dir=${join(work, 'browser')}`,
    `--window-size=${width},${height}`,
    `--screenshot=${join(images, name)}`,
    // 0 is dark, 1 is light: what a page asks of the system.
    `--blink-settings=preferredColorScheme=${isDark ? 0 : 1}`,
    address,
  ];
  execFileSync('/usr/bin/chromium', flags, { stdio: 'ignore', timeout: 60_000 });
}
