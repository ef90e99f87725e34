// Seed rows: the rows a detection test puts into tables before its query runs.

/** One seed row: column name -> value in the forms of QueryResult; absent columns are null (strings empty). */
export type SeedRow = Readonly<Record<string, unknown>>;

/** The key of a seed row under which it says what `ingestion_time()` answers; TimeGenerated where it does not say. */
export const ingestionTimeKey = '_IngestionTime';

/** Table name -> its rows. Rows may carry `_IngestionTime` (datetime): what `ingestion_time()` answers; default TimeGenerated. */
export type SeedTables = Readonly<Record<string, readonly SeedRow[]>>;
