// Reports parameters of a function that cannot be read.
import { parametersText, readParameters } from '../content/model/function-parameters.ts';
import { parameterFault } from '../kql/bind/function-faults.ts';
import { type Check, functionKinds } from './check.ts';
import { pages } from './pages.ts';
import { rawValue } from './reading/item-values.ts';

const key = 'FunctionParams';

export const invalidParameters: Check = {
  code: 'content/invalid-parameters',
  severity: 'error',
  kinds: functionKinds,
  summary: 'The parameters of the function cannot be read, or are not KQL.',
  why: 'The workspace refuses the function, or every query that calls it fails.',
  fix: 'List `Name`, `Type` and `Default` of each, or write `name:type=default, ...`.',
  see: pages.userFunctions,
  run(item) {
    const { parameters, fault } = readParameters(rawValue(item, [key]));
    if (fault !== undefined) {
      const at = item.source.valueAt([key, ...fault.path]);
      return [{ message: `The parameters cannot be read: ${fault.why}`, at }];
    }
    const why = parameterFault(parametersText(parameters));
    return why === undefined ? [] : [{ message: sentence(why), at: item.source.valueAt([key]) }];
  },
};

function sentence(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}
