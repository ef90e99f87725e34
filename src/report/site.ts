// All pages of a report, one after the other: none is held longer than it takes to write it.
import { catalogue, cataloguePage } from './catalogue.ts';
import { itemPage } from './item-page.ts';
import { matrix, matrixPage } from './matrix.ts';
import { fileOf, type MainPage, type SiteFile } from './page.ts';
import { planOverview, planPage } from './plan-page.ts';
import type { ReportInput } from './report-input.ts';
import { simulationOverview, simulationPage } from './simulation-page.ts';

/** The files of the report; the same input gives the same files. */
export function* siteFiles(input: ReportInput): Generator<SiteFile> {
  const { plan, simulation, items } = input;
  const main: readonly MainPage[] = [
    cataloguePage,
    matrixPage,
    ...(plan === undefined ? [] : [planPage]),
    ...(simulation === undefined ? [] : [simulationPage]),
  ];
  yield fileOf(catalogue(input), main);
  yield fileOf(matrix(input), main);
  if (plan !== undefined) yield fileOf(planOverview(plan, input), main);
  if (simulation !== undefined) yield fileOf(simulationOverview(simulation, input), main);
  for (const one of items) yield fileOf(itemPage(one, input), main);
}
