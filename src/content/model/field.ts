// What a content model says of one field: the row from which everything the tool knows of the field is read.
import type { RuleKind } from './rule-kinds.ts';

/** Canonical YAML key -> its row, in the order of published files. */
export type Fields = Readonly<Record<string, Field>>;

/**
 * `words` is a list of texts, `list` one of anything; `map` and `maps` (a list of maps) have `fields`; `named texts` is a map whose
 * keys the author chooses; `techniques` is a list of ATT&CK ids.
 */
export type FieldType =
  | 'text'
  | 'number'
  | 'boolean'
  | 'duration'
  | 'techniques'
  | 'words'
  | 'list'
  | 'map'
  | 'maps'
  | 'named texts';

/** Who misses a field that is not there: the service, Microsoft's validation of templates, or the tool itself. */
type Requirement = 'service' | 'templates' | 'tool';

export interface Field {
  readonly type: FieldType;
  /** What it means, in one sentence. */
  readonly meaning: string;
  /** Other keys for the same, as portal exports have them. */
  readonly aliases?: readonly string[];
  /** Where ARM keeps it: a property or dotted path, several of them, or none at all. Absent: the property of the key's name. */
  readonly arm?: string | readonly string[];
  /** Kinds of analytics rules that send it; absent: all. */
  readonly kinds?: readonly RuleKind[];
  /** Files of the other kinds may say it too, for their readers. */
  readonly inEveryFile?: true;
  readonly required?: Requirement;
  /** Kinds of analytics rules that require it; absent: all. */
  readonly requiredOf?: readonly RuleKind[];
  /** Microsoft's publishing guide asks for it. */
  readonly recommended?: true;
  /** The closed list of its words, in ARM's spelling. */
  readonly words?: readonly string[];
  /** Words that ARM still reads and no file should write. */
  readonly formerWords?: readonly string[];
  /** Short forms of the words: what files say and ARM does not. */
  readonly shortWords?: Readonly<Record<string, string>>;
  /** The letter case of its words is nobody's business. */
  readonly anyCase?: true;
  /** Most characters the service takes. */
  readonly longest?: number;
  /** Smallest and largest number the service takes. */
  readonly range?: readonly [number, number];
  /** The rows below a map, or of each item of a list of maps. */
  readonly fields?: Fields;
  /** Tells an item of a list of maps from the others. Of such a list only the known fields of an item are compared. */
  readonly identifies?: true;
  /**
   * How file and workspace are compared, where it is not value by value: a `text` whatever its line ends, a list as a `set`, a map as
   * one `whole`, so that a key taken out of the file is taken out of the workspace.
   */
  readonly compare?: 'text' | 'set' | 'whole';
  /** Written as a literal block: always, or where the file does not have it on one line already. */
  readonly block?: 'always' | 'new';
  /** Sent on create where the file says nothing; below a map, where the map is stated. */
  readonly default?: unknown;
  /** What the service takes it for where nothing is sent. */
  readonly implied?: unknown;
  /** Set by the service alone: read, never written, and no key of a file. */
  readonly serverOwned?: true;
  /** Text in the service's own form is as good as a list. */
  readonly orText?: true;
  /** A value of another type is left to the service. */
  readonly anyType?: true;
  /** A number, true or false is the text that the file has: `007` is not 7, and `1.10` is not 1.1. */
  readonly asWritten?: true;
  /** A value of another type is reported, though nobody has seen it refused. */
  readonly isLenient?: true;
}
