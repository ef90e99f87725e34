// Refusals of a data collection rule for direct ingestion: its streams, flows and destinations against each other and the tables.
import type { Variants } from '../behaviours.ts';
import { columnType, type DeclaredColumn, streamTypes } from '../column-types.ts';
import type { Listed } from './listed.ts';

export interface DataFlow {
  readonly streams: readonly string[];
  readonly destinations: readonly string[];
  readonly transformKql?: string;
  readonly outputStream?: string;
}

/** A rule about to be made or changed. */
export interface DataCollectionRuleWrite {
  readonly location: string | undefined;
  readonly streams: Readonly<Record<string, readonly DeclaredColumn[]>>;
  readonly destinations: readonly { readonly name: string; readonly workspaceResourceId: string }[];
  readonly flows: readonly DataFlow[];
  readonly workspaceId: string;
  readonly workspaceLocation: string;
  /** The columns of a table that rows can be sent to. */
  readonly columnsOf: (table: string) => readonly DeclaredColumn[] | undefined;
  readonly variants: Variants;
}

/** One entry of the `details` of the answer. */
interface RuleProblem {
  readonly message: string;
  readonly target: string;
}

export interface DataCollectionRuleRefusal extends Listed {
  readonly code: string;
  readonly finds: (write: DataCollectionRuleWrite) => readonly RuleProblem[];
}

const structure =
  'https://learn.microsoft.com/azure/azure-monitor/data-collection/data-collection-rule-structure';
const limits =
  'https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#data-collection-rules';
const most = 10;

/** `T_CL` of `Custom-T_CL`; a flow without an output stream writes to the table its stream is named after. */
export function tableOfFlow({ outputStream, streams }: DataFlow): string {
  return (outputStream ?? streams[0] ?? '').replace(/^Custom-/, '');
}

const plainLocation = (name: string) => name.replaceAll(' ', '').toLowerCase();

export const dataCollectionRuleRefusals: readonly DataCollectionRuleRefusal[] = [
  {
    id: 'rule-location',
    says: 'The rule is in the region of its workspace.',
    evidence: 'S',
    source:
      'https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview#data-collection-rule',
    words: 'ours',
    code: 'InvalidLocation',
    finds: ({ location = '', workspaceLocation }) =>
      plainLocation(location) === plainLocation(workspaceLocation)
        ? []
        : [
            {
              message: `The rule is in '${location}', its workspace in '${workspaceLocation}'.`,
              target: 'location',
            },
          ],
  },
  {
    id: 'stream-name',
    says: 'The name of a declared stream begins with Custom-.',
    evidence: 'S',
    source: `${structure}; a sample of create-custom-table shows one without`,
    words: 'ours',
    code: 'InvalidStream',
    finds: ({ streams }) =>
      Object.keys(streams)
        .filter((name) => !/^Custom-./.test(name))
        .map((name) => ({
          message: `The name of stream '${name}' must begin with 'Custom-'.`,
          target: 'properties.streamDeclarations',
        })),
  },
  {
    id: 'stream-column-type',
    says: 'A stream column has one of the types a stream can have; guid is none.',
    evidence: 'S',
    source: `${structure}#data-types`,
    words: 'ours',
    code: 'InvalidPayload',
    finds: ({ streams }) =>
      Object.entries(streams).flatMap(([stream, columns]) =>
        columns
          .filter(({ type }) => columnType(type)?.inStreams !== true)
          .map(({ name, type }) => ({
            message: `The type '${type}' of column '${name}' is not one of ${streamTypes.join(', ')}.`,
            target: `properties.streamDeclarations['${stream}']`,
          })),
      ),
  },
  {
    id: 'stream-count',
    says: `A rule has at most ${most} streams and ${most} data flows.`,
    evidence: 'S',
    source: limits,
    words: 'ours',
    code: 'InvalidPayload',
    finds: ({ streams, flows }) =>
      (
        [
          ['streamDeclarations', Object.keys(streams).length],
          ['dataFlows', flows.length],
        ] as const
      )
        .filter(([, count]) => count > most)
        .map(([name, count]) => ({
          message: `'${name}' has ${count} entries, at most ${most} are allowed.`,
          target: `properties.${name}`,
        })),
  },
  {
    id: 'destination-workspace',
    says: 'A destination names a workspace that is there.',
    evidence: 'U',
    source: 'from memory',
    words: 'ours',
    code: 'InvalidDestination',
    finds: ({ destinations, workspaceId }) =>
      destinations
        .filter(({ workspaceResourceId }) => workspaceResourceId.toLowerCase() !== workspaceId.toLowerCase())
        .map(({ name, workspaceResourceId }) => ({
          message: `The workspace '${workspaceResourceId}' of destination '${name}' was not found.`,
          target: 'properties.destinations',
        })),
  },
  {
    id: 'flow-stream',
    says: 'A data flow takes streams that the rule declares, one where it transforms.',
    evidence: 'S',
    source: `${structure}#data-flows`,
    words: 'ours',
    code: 'InvalidDataFlow',
    finds: eachFlow(({ streams, transformKql }, write) => [
      ...(streams.length === 0 ? ['A data flow must have a stream.'] : []),
      ...(streams.length > 1 && transformKql !== undefined
        ? ['A data flow with a transformation must have one stream.']
        : []),
      ...streams
        .filter((name) => !Object.hasOwn(write.streams, name))
        .map((name) => `Stream '${name}' is not declared in 'streamDeclarations'.`),
    ]),
  },
  {
    id: 'flow-destination',
    says: 'A data flow leads to one destination that the rule has.',
    evidence: 'S',
    source: `${structure}#data-flows`,
    words: 'ours',
    code: 'InvalidDataFlow',
    finds: eachFlow(({ destinations }, write) => [
      ...(destinations.length === 1 ? [] : ['A data flow must have one destination.']),
      ...destinations
        .filter((name) => !write.destinations.some((one) => one.name === name))
        .map((name) => `Destination '${name}' is not defined in 'destinations'.`),
    ]),
  },
  {
    id: 'flow-table',
    says: 'The table of a data flow is there.',
    evidence: 'P',
    source: 'Azure/Azure-Sentinel#13277',
    words: 'known',
    code: 'InvalidOutputTable',
    finds: eachFlow((flow, { columnsOf }) => {
      if (columnsOf(tableOfFlow(flow)) !== undefined) return [];
      const output = flow.outputStream ?? flow.streams[0] ?? '';
      return [
        `Table for output stream '${output}' is not available for destination '${flow.destinations[0] ?? ''}'. Please ensure that the table exists in Log Analytics Workspace before creating or updating the rule.`,
      ];
    }),
  },
  {
    id: 'flow-columns',
    says: 'What a data flow gives has the types of its table: a guid column cannot be filled by a stream.',
    evidence: 'P',
    source: 'three public deployers show the message',
    words: 'known',
    code: 'InvalidTransformOutput',
    finds: eachFlow((flow, write) => {
      const wrong = mismatches(flow, write);
      if (wrong.length === 0) return [];
      return [
        `Types of transform output columns do not match the ones defined by the output stream: ${wrong.join(', ')}`,
      ];
    }),
  },
  {
    id: 'flow-extra-columns',
    says: 'A stream has a column that its table lacks (see the behaviour stream-column-not-in-table).',
    evidence: 'U',
    source: 'no page says it',
    words: 'ours',
    code: 'InvalidTransformOutput',
    finds: eachFlow((flow, write) => {
      if (write.variants['stream-column-not-in-table'] === 'dropped') return [];
      const known = new Set(write.columnsOf(tableOfFlow(flow))?.map(({ name }) => name));
      const extra = columnsOfFlow(flow, write).filter(({ name }) => known.size > 0 && !known.has(name));
      return extra.map(({ name }) => `The output table has no column '${name}'.`);
    }),
  },
  {
    id: 'flow-time-generated',
    says: 'A stream lacks TimeGenerated (see the behaviour stream-without-time-generated).',
    evidence: 'S',
    source: 'https://learn.microsoft.com/azure/azure-monitor/logs/create-custom-table',
    words: 'ours',
    code: 'InvalidTransformOutput',
    finds: eachFlow((flow, write) => {
      const isThere = columnsOfFlow(flow, write).some(({ name }) => name === 'TimeGenerated');
      if (isThere || write.variants['stream-without-time-generated'] === 'accepted') return [];
      return ["The transform output has no column 'TimeGenerated'."];
    }),
  },
];

function eachFlow(
  find: (flow: DataFlow, write: DataCollectionRuleWrite) => readonly string[],
): DataCollectionRuleRefusal['finds'] {
  return (write) =>
    write.flows.flatMap((flow, index) =>
      find(flow, write).map((message) => ({ message, target: `properties.dataFlows[${index}]` })),
    );
}

function columnsOfFlow({ streams }: DataFlow, write: DataCollectionRuleWrite): readonly DeclaredColumn[] {
  return streams.flatMap((name) => (Object.hasOwn(write.streams, name) ? write.streams[name]! : []));
}

/** `EventId [produced:'String', output:'Guid']` */
function mismatches(flow: DataFlow, write: DataCollectionRuleWrite): readonly string[] {
  const outputs = new Map(
    write.columnsOf(tableOfFlow(flow))?.map(({ name, type }) => [name, columnType(type)?.output]),
  );
  return columnsOfFlow(flow, write).flatMap(({ name, type }) => {
    const [produced, output] = [columnType(type)?.output, outputs.get(name)];
    const differs = produced !== undefined && output !== undefined && produced !== output;
    return differs ? [`${name} [produced:'${produced}', output:'${output}']`] : [];
  });
}
