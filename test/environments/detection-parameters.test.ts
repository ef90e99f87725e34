// Every parameter of every detection can be set by an environment: the query it gives binds, stays as short as the service takes it, and shows in the plan.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createProject, repository } from '../stories/command-line.ts';
import {
  bindingFindings,
  detections,
  effective,
  effectiveOne,
  lengthFindings,
  otherOf,
  parametersIn,
  wrong,
} from './set-parameters.ts';

describe.each(detections.map((item) => [item.slug, item] as const))('%s', (_, item) => {
  const parameters = parametersIn(item);

  test.each(parameters.map((parameter) => [parameter.name, parameter] as const))(
    '%s is set, and nothing else',
    (name, parameter) => {
      const changed = effectiveOne(item, { [name]: otherOf(parameter) });
      const after = parametersIn(changed);
      const touched = after.filter(({ expression }, at) => expression !== parameters[at]!.expression);
      expect(touched.map((one) => one.name)).toEqual([name]);
      expect(touched[0]!.type).toBe(parameter.type);
      expect(effective(item, { [name]: wrong(parameter.type) }).diagnostics).toMatchObject([
        { code: 'kql/parameter-type', file: 'environments/a.yaml' },
      ]);
    },
  );

  // Each by itself is bound by test/long/parameters-by-themselves.test.ts.
  test('with all of them set, the query binds; with each of them, it is not too long', () => {
    const all = Object.fromEntries(parameters.map((parameter) => [parameter.name, otherOf(parameter)]));
    const each = parameters.map((parameter) => effectiveOne(item, { [parameter.name]: otherOf(parameter) }));
    expect([...bindingFindings(effectiveOne(item, all)), ...each.flatMap(lengthFindings)]).toEqual([]);
  });
});

test('the plan shows the parameter of a rule, at the rule that it changes', async () => {
  const workspace = 'workspace: { embedded: { tables: [DeviceProcessEvents, ASimProcessEventLogs] } }\n';
  const project = createProject({ 'environments/dev.yaml': workspace });
  onTestFinished(() => project.dispose());
  const slug = 'code-repository-recon-tool';
  const calledParsers = [
    'parsers/code-repository-process-events.yaml',
    'parsers/code-repository-shell-line.yaml',
  ];
  for (const path of [`analytics-rules/${slug}.yaml`, ...calledParsers]) {
    project.write(path, readFileSync(join(repository, path), 'utf8'));
  }
  expect(await project.run('apply -e dev --auto-approve')).toMatchObject({ code: 0 });
  project.write(
    'environments/dev.yaml',
    `${workspace}parameters:\n  ${slug}: { AllowedDevices: [bld-01.contoso.com, wks-042.contoso.com] }\n`,
  );
  const plan = await project.run('plan -e dev');
  expect(plan).toMatchObject({ code: 0 });
  expect(plan.stdout).toContain('Plan: 1 to update');
  expect(plan.stdout).toContain(
    'let AllowedDevices = dynamic(["bld-01.contoso.com","wks-042.contoso.com"]);',
  );
});
