// The program of the process that scripts/build.mjs keeps: the parser of KQL loaded, the command compiled and not yet begun.
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { startupSnapshot } = require('node:v8');

const [, , languagePackage, command] = process.argv;

// While a process is made to be kept, packages cannot be required.
for (const file of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) {
  const text = readFileSync(join(languagePackage, file), 'utf8');
  new Function('module', 'exports', text).call(globalThis);
}
const { Language } = globalThis.Kusto;
// As src/kql/parser.ts does, which finds the parser loaded.
Language.Parsing.QueryGrammar.From = () => ({ QueryBlock: null });
// The tables of names and types are made, and what V8 compiles is compiled, by the first query that needs them.
Language.KustoCode.ParseAndAnalyze(`
  let since = 1h; let names = dynamic(['a', "b"]); let tool = (line: string) { line has_any (names) };
  let rows = datatable(Time: datetime, Name: string, Count: long, Bag: dynamic)[datetime(2026-01-01), 'a', 1, dynamic({})];
  rows
  | where Time between (ago(since) .. now()) and Name in~ (names) and not(tool(Name)) and Name !contains "x" and Count >= 1
  | extend Part = tostring(Bag.a), Hour = bin(Time, 1h), Kind = case(Count > 1, 'many', isempty(Name), "", strcat(Name, '/'))
  | join kind=leftouter (rows | summarize arg_max(Time, *), Names = make_set(Name) by Count) on Count
  | union rows
  | mv-expand Bag
  | summarize Events = count(), Devices = dcountif(Name, Count > 0), First = min(Time) by Hour, Part = extract('(a)', 1, Name)
  | project Hour, Part, Events, Devices
  | where Missing == 1
  | top 5 by Events desc`).GetDiagnostics();

const begin = new Function('require', 'module', 'fileUrl', 'folder', readFileSync(command, 'utf8'));
// V8 compiles it when it is called, and keeps what it compiled. It ends at the first thing it asks for: each process runs it anew.
const compiled = new Error('compiled');
try {
  begin(() => {
    throw compiled;
  }, {});
} catch (error) {
  if (error !== compiled) throw error;
}

startupSnapshot.setDeserializeMainFunction(() => {
  // As src/ready-process.ts set it, for this process alone.
  if (process.env.GLIBC_TUNABLES === 'glibc.malloc.hugetlb=1') delete process.env.GLIBC_TUNABLES;
  // Who was asked for this process has been killed: so is this one.
  process.channel?.unref();
  process.send?.('begun');
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  // The file that this one stands for: what it requires is found from there.
  const script = process.argv[1];
  const module = { exports: {} };
  begin(createRequire(script), module, pathToFileURL(script).href, dirname(script));
  module.exports.runProcess();
});
