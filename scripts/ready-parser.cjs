// The program of the process that scripts/build.mjs keeps: loads the parser of KQL, and continues with the script that is its first argument.
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { startupSnapshot } = require('node:v8');

// While a process is made to be kept, packages cannot be required.
for (const file of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) {
  const text = readFileSync(join(process.argv[2], file), 'utf8');
  new Function('module', 'exports', text).call(globalThis);
}
const { Language } = globalThis.Kusto;
// As src/kql/parser.ts does, which finds the parser loaded.
Language.Parsing.QueryGrammar.From = () => ({ QueryBlock: null });
// The tables of names and types are made by the first query.
Language.KustoCode.ParseAndAnalyze('print 1').GetDiagnostics();

startupSnapshot.setDeserializeMainFunction(() => {
  // Who was asked for this process has been killed: so is this one.
  process.channel?.unref();
  process.send?.('begun');
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  const script = process.argv[1];
  // Here nothing can be imported; a file of CommonJS can.
  const imported = createRequire(script)('./import.cjs');
  imported(pathToFileURL(script).href).then(({ runProcess }) => runProcess());
});
