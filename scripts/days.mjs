// Writes three benign days of a company into a folder, and the environment that holds its parameters: npm run days -- DIR
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runnerImport } from 'vite';

const [folder, days, share] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Name a folder: npm run days -- DIR [days] [share]');
  process.exitCode = 2;
} else {
  const { module: written } = await runnerImport('./test/benign-days/write-days.ts');
  const { module: company } = await runnerImport('./test/benign-days/environment.ts');
  console.log(written.writeDays(resolve(folder), ...[days, share].filter(Boolean).map(Number)));
  writeFileSync(join(folder, 'company.yaml'), company.companyEnvironment);
}
