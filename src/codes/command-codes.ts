// What the codes of errors mean that no check reports: of commands, data, engine, plans, promotion and workspaces.
import { templateCodes } from '../transfer/template-codes.ts';
import type { CommandCode } from './command-code.ts';
import { workspaceCodes } from './workspace-codes.ts';

export const commandCodes = {
  'cli/bad-port': {
    summary: 'A port was given that is none.',
    hint: 'Give a number from 1 to 65535.',
  },
  'cli/no-folder': {
    summary: 'The project folder does not exist.',
    hint: 'Name an existing folder with --folder.',
  },
  'cli/no-such-format': {
    summary: 'The command has no form in the format that was asked for; nothing was run.',
    hint: 'Choose one of the formats its --help lists.',
  },
  'cli/nothing-found': {
    summary:
      'There was nothing to look at, so nothing was checked, run or written; a green answer would have been believed.',
    hint: 'Start in the project, name what is meant, or pass --allow-empty where emptiness is.',
  },
  'cli/not-approved': {
    summary: 'apply had nobody to ask, or the answer was no; nothing was written.',
    hint: 'Pass --auto-approve, or a plan saved by plan --out.',
  },
  'cli/not-embedded': {
    summary: 'Only an embedded workspace can be served; this environment is in Azure.',
    hint: 'Name an environment with `embedded:`.',
  },
  'cli/unknown-code': {
    summary: 'explain was asked for a code that nothing reports.',
    hint: 'Copy the code from a finding.',
  },
  'cli/unknown-revision': {
    summary: 'A git revision was named that is not in this repository, or has no content.',
    hint: 'Fetch it first.',
  },
  'cli/overwrites-source': {
    summary:
      'An output was to be written over a content file, an environment or another file that people write.',
    hint: 'Name another file for the output.',
  },
  'cli/unreadable-file': {
    summary: 'A file named on the command line cannot be read.',
    hint: 'Correct the name, or make it readable.',
  },
  'cli/stopped': {
    summary: 'The command was asked to stop (Ctrl+C) before it had written anything.',
    hint: 'Run it again.',
  },
  'cli/unwritable-report': {
    summary:
      'The report cannot be written, to stdout or to a file named by --report; the command itself has run.',
    hint: 'Make room, or name a file in a folder that is writable.',
  },
  'cli/usage': {
    summary: 'The command was given words that do not fit together.',
    hint: 'Run it with --help.',
  },
  'content/no-such-path': {
    summary: 'A path named on the command line does not exist.',
    hint: 'Correct the path.',
  },
  ...templateCodes,
  'convert/repeated-id': {
    summary: 'Two resources that are converted have the same id; nothing was written.',
    hint: 'Convert one of the two.',
  },
  'data/bad-name': {
    summary: 'A data file has a name that no table can have.',
    hint: 'Name it <Table>.jsonl, .json, .csv or .parquet.',
  },
  'data/bad-record': {
    summary: 'A line of a data file is no record.',
    hint: 'Correct the line.',
  },
  'data/bad-value': {
    summary: 'A value of a data file does not fit the type of its column.',
    hint: 'Write it in the form the type has.',
  },
  'data/ignored-file': {
    summary: 'A file in the data folder is of no kind that is loaded.',
    hint: 'Remove it, or convert it to jsonl, json, csv or parquet.',
  },
  'data/inferred-schema': {
    summary: 'A data file is for a table nobody knows, so its columns and types are told from the data.',
    hint: 'Write tables/<Table>.json to fix the types.',
  },
  'data/no-columns': {
    summary: 'A data file has no columns at all.',
    hint: 'Give it a header, or records with keys.',
  },
  'data/second-file': {
    summary: 'Two data files are for the same table.',
    hint: 'Keep one.',
  },
  'data/unknown-column': {
    summary: 'A data file has a column that its table does not have.',
    hint: 'Correct the name.',
  },
  'data/unreadable': {
    summary: 'The data folder or a file in it cannot be read.',
    hint: 'Correct the name, or make it readable.',
  },
  'emulator/already-running': {
    summary: 'Another process serves this embedded workspace already.',
    hint: 'Use it, or stop it first.',
  },
  'emulator/corrupt-state': {
    summary: 'A file of the embedded workspace is not readable as what it must be; it was left as it is.',
    hint: 'Mend the file, or delete it and deploy again.',
  },
  'emulator/lock-stuck': {
    summary: 'The lock of the embedded workspace cannot be taken over.',
    hint: 'Stop the process it names, or delete the lock file.',
  },
  'emulator/port-not-available': {
    summary: 'The port is taken, or not allowed.',
    hint: 'Name another, or none.',
  },
  'emulator/state-not-writable': {
    summary: 'The state folder of the embedded workspace cannot be read or written.',
    hint: 'Make it writable, or name another with SENTINEL_SYNC_STATE.',
  },
  'engine/bag-conflict': {
    summary: 'bag_unpack met a bag with a key that is the name of a column already.',
    hint: 'Rename the column, or pass a prefix to bag_unpack.',
  },
  'engine/conversion': {
    summary: 'A value could not be converted while the query ran.',
    hint: 'Guard the conversion, for example with isnotnull(tolong(x)).',
  },
  'engine/internal': {
    summary: 'The engine failed on SQL that the translation made: a defect of this tool.',
    hint: 'Report the query; --verbose shows the SQL.',
  },
  'engine/invalid-pattern': {
    summary: 'A regular expression that the query makes while it runs is outside Kusto’s dialect.',
    hint: 'Correct what it is made of.',
  },
  'engine/memory-limit': {
    summary: 'The query needs more memory than it may use.',
    hint: 'Filter earlier, or keep fewer columns.',
  },
  'engine/no-time': {
    summary: 'A window was asked for on a table without TimeGenerated.',
    hint: 'Leave the window out.',
  },
  'engine/overflow': {
    summary: 'A number grew beyond its type.',
    hint: 'Use real or decimal numbers.',
  },
  'engine/pattern-too-large': {
    summary: 'A regular expression is larger than the engine can take; the service may take it.',
    hint: 'Write fewer or shorter alternatives, or use has_any for plain words.',
  },
  'engine/result-limit': {
    summary: 'The result has more rows or bytes than Log Analytics returns; the service would cut it off.',
    hint: 'Summarise, or take fewer rows.',
  },
  'engine/seed-value': {
    summary: 'A seed value does not fit the type of its column.',
    hint: 'Write it in the form the type has.',
  },
  'engine/time-limit': {
    summary: 'The query ran longer than it may.',
    hint: 'Filter earlier.',
  },
  'engine/too-complex': {
    summary: 'The query nests more deeply than the engine runs it.',
    hint: 'Split long chains of operators or functions with let statements.',
  },
  'engine/unknown-column': {
    summary: 'Seed rows have a column that their table does not have.',
    hint: 'Correct the name.',
  },
  'engine/unknown-table': {
    summary: 'Seed rows are for a table nobody knows.',
    hint: 'Correct the name, or write tables/<Table>.json.',
  },
  'engine/unsupported-values': {
    summary: 'The rows hold what a function or plugin of the query is not run for.',
    hint: 'Leave such rows out, or write the query without it.',
  },
  'environment/stray-parameter': {
    summary: 'An environment sets a parameter for an item that does not exist.',
    hint: 'Correct the name of the item.',
  },
  'environment/stray-selector': {
    summary: 'An environment chooses content by an id, tag, technique or folder that no content item has.',
    hint: 'Correct it, or remove the entry.',
  },
  'export/duplicate-id': {
    summary: 'Two files have the id of one item that is to be written; nothing was written.',
    hint: 'Give one of them an id of its own, or delete it.',
  },
  'export/uncommitted': {
    summary: 'A file would be changed, and no commit holds what stands there now; nothing was written.',
    hint: 'Commit it first, look with --dry-run, or write over it with --force.',
  },
  'export/unknown-id': {
    summary: 'export was asked for an id that the workspace does not have; nothing was written.',
    hint: 'Copy the id from plan --format json.',
  },
  'export/unwritable': {
    summary: 'A content file cannot be written.',
    hint: 'Make the folder writable, or name another with --out.',
  },
  'kql/no-result': {
    summary: 'The query ends without a tabular result.',
    hint: 'End it with a tabular expression.',
  },
  'kql/parameter-type': {
    summary: 'A parameter is set to a value of another type than its default.',
    hint: 'Give a value of the type of the default.',
  },
  'kql/unknown-parameter': {
    summary:
      'A parameter is set that the query does not declare between `// parameters` and the next blank line.',
    hint: 'Correct the name.',
  },
  'kql/unsupported-aggregate': {
    summary: 'The aggregate is correct KQL that the embedded engine cannot run; Azure can.',
    hint: 'Rewrite it, or test this query with validate on a real workspace.',
  },
  'kql/unsupported-form': {
    summary:
      'This form of an operator or function is correct KQL that the embedded engine cannot run; Azure can.',
    hint: 'Rewrite it, or test this query with validate on a real workspace.',
  },
  'kql/unsupported-function': {
    summary: 'The function is correct KQL that the embedded engine cannot run; Azure can.',
    hint: 'Rewrite it, or test this query with validate on a real workspace.',
  },
  'kql/unsupported-operator': {
    summary: 'The operator is correct KQL that the embedded engine cannot run; Azure can.',
    hint: 'Rewrite it, or test this query with validate on a real workspace.',
  },
  'kql/unsupported-plugin': {
    summary: 'The plugin is correct KQL that the embedded engine cannot run; Azure may.',
    hint: 'Rewrite it, or test this query with validate on a real workspace.',
  },
  'kql/unsupported-scalar-operator': {
    summary: 'The scalar operator is correct KQL that the embedded engine cannot run; Azure can.',
    hint: 'Rewrite it, or test this query with validate on a real workspace.',
  },
  'kql/unsupported-source': {
    summary: 'The source of rows is correct KQL that the embedded engine cannot read.',
    hint: 'Seed a table instead, or test this query with validate on a real workspace.',
  },
  'kql/unsupported-statement': {
    summary: 'The statement is one the embedded engine cannot run.',
    hint: 'Write it as a let statement or a query.',
  },
  'plan/bad-limit': {
    summary: '--max-deletes takes a number or a share such as 10%.',
    hint: 'Write for example --max-deletes 7.',
  },
  'plan/cannot-adopt': {
    summary: 'adopt --from names something that is not there, is meant twice, or another file speaks for.',
    hint: 'Name the id of one item that no file speaks for.',
  },
  'plan/not-a-plan': {
    summary: 'The file is not a plan this version can apply.',
    hint: 'Make the plan again with plan --out.',
  },
  'plan/other-workspace': {
    summary: 'The plan was made for another workspace.',
    hint: 'Apply it to the environment it was made for.',
  },
  'plan/over-capacity': {
    summary: 'The plan would switch on more rules than the workspace takes.',
    hint: 'Delete or switch off rules first.',
  },
  'plan/stale': {
    summary: 'Something moved since the plan was made: files, commit, or the workspace.',
    hint: 'Plan again and review the new plan.',
  },
  'plan/in-flight': {
    summary: 'apply was stopped while a change was being sent: whether it was written is not known.',
    hint: 'Apply again; what was written is found.',
  },
  'plan/record-not-kept': {
    summary: 'The service stored an ownership record otherwise than it was sent.',
    hint: 'Look at the record on the workspace.',
  },
  'plan/too-many-deletes': {
    summary: 'The plan deletes more items at once than is allowed.',
    hint: 'Check that no folder is missing, then raise --max-deletes.',
  },
  'plan/too-many-updates': {
    summary: 'The plan overwrites a large share of what this repository owns.',
    hint: 'Review the plan, then pass --force.',
  },
  'plan/unseen': {
    summary:
      'apply met something on the workspace that the plan did not see, or saw otherwise; nothing was written over it.',
    hint: 'Plan again.',
  },
  'plan/unknown-id': {
    summary: 'adopt was asked for an id that no content file has.',
    hint: 'Write the file first.',
  },
  'plan/unreadable': {
    summary: 'The plan file cannot be read.',
    hint: 'Make one with plan --out.',
  },
  'plan/unwritable': {
    summary: 'The plan file cannot be written.',
    hint: 'Name a file in a folder that exists and is writable.',
  },
  'promotion/audit-not-written': {
    summary: 'The changes were applied, and the audit record of it cannot be written.',
    hint: 'Keep the report as the record, and make room.',
  },
  'promotion/audit-unwritable': {
    summary: 'The audit file cannot be opened, so nothing was applied.',
    hint: 'Make the folder writable, or name another file with --audit.',
  },
  'promotion/evidence-tracked': {
    summary: 'Git tracks the evidence file that was to open a gate, so a pull request could write in it.',
    hint: 'Take it out of Git, and pass evidence on as an artifact of the workflow run.',
  },
  'promotion/evidence-unreadable': {
    summary: 'The evidence file cannot be read, or a line of it is no record of evidence.',
    hint: 'Make it readable, or delete the line and gather the evidence again.',
  },
  'promotion/evidence-unwritable': {
    summary: 'The evidence file cannot be written.',
    hint: 'Name another with --evidence.',
  },
  'promotion/no-evidence': {
    summary:
      'The environment takes only content that has passed elsewhere, and some of a plan reviewed without asking has not.',
    hint: 'Run the commands it names, then apply again.',
  },
  'promotion/no-gate': {
    summary: 'promote was asked to go where no gate leads from the environment it was given.',
    hint: 'Write `promotion: { from: NAME }` into the environment file, or use apply.',
  },
  'query/bad-line': {
    summary: 'A line of a query batch is not {"id","query"}.',
    hint: 'Correct the line.',
  },
  'query/internal': {
    summary: 'A query of a batch met a defect of this tool; the others went on.',
    hint: 'Report the query.',
  },
  'tables/bad-schema': {
    summary: 'A file in tables/ is not a table schema.',
    hint: 'Write {"Name": "My_CL", "Properties": [{"Name": "Host", "Type": "String"}]}.',
  },
  ...workspaceCodes,
} as const satisfies Record<string, CommandCode>;
