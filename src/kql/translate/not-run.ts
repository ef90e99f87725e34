// What KQL has and this engine does not run, with the reason: the other half of the tables of operators, functions and plugins.

export interface NotRun {
  /** Ends a sentence: "The function x() is not supported: <reason>." */
  readonly reason: string;
  /** Slug of the official page. */
  readonly see: string;
}

/** Reason, then the names it holds for. */
type Reasons = readonly (readonly [reason: string, names: string])[];

const geometry =
  'shapes on a sphere beyond points, circles and polygons around a point are not in the engine';
const graphs = 'of graphs only the matches of a pattern are in the engine';
const storage = 'it reads how a cluster stores its rows, which no workspace shows';
const whoAsks = 'it depends on who asks and on which cluster answers';
const otherData = 'the rows behind it are not known here';
const undocumented = 'the documentation does not say how its value is computed';
const network = 'it calls another service, which a test may not';
const sandbox = 'it runs code of another language in a sandbox';
const learning = 'its result depends on an algorithm that the documentation does not give';
const usage = 'metrics of user activity are not in the engine';

const functionReasons: Reasons = [
  [
    geometry,
    `geo_angle geo_azimuth geo_closest_point_on_line geo_closest_point_on_polygon geo_distance_point_to_line
    geo_distance_point_to_polygon geo_from_wkt geo_geohash_neighbors geo_geohash_to_central_point geo_geohash_to_polygon
    geo_h3cell_children geo_h3cell_level geo_h3cell_neighbors geo_h3cell_parent geo_h3cell_rings geo_h3cell_to_central_point
    geo_h3cell_to_polygon geo_intersection_2lines geo_intersection_2polygons geo_intersection_line_with_polygon
    geo_intersects_2lines geo_intersects_2polygons geo_intersects_line_with_polygon geo_line_buffer geo_line_centroid
    geo_line_densify geo_line_interpolate_point geo_line_length geo_line_locate_point geo_line_simplify geo_line_to_s2cells
    geo_point_buffer geo_point_to_geohash geo_point_to_h3cell geo_point_to_s2cell geo_polygon_area geo_polygon_buffer
    geo_polygon_centroid geo_polygon_densify geo_polygon_perimeter geo_polygon_simplify geo_polygon_to_h3cells
    geo_polygon_to_s2cells geo_s2cell_neighbors geo_s2cell_to_central_point geo_s2cell_to_polygon geo_simplify_polygons_array
    geo_union_lines_array geo_union_polygons_array`,
  ],
  [graphs, 'graph inner_nodes labels node_id'],
  [
    storage,
    `current_cursor cursor_after cursor_before_or_at cursor_current estimate_data_size extent_id extent_tags extentid row_id
    rowstore_ordinal_range`,
  ],
  [
    whoAsks,
    `current_cluster_endpoint current_database current_node_id current_principal current_principal_details
    current_principal_is_member_of`,
  ],
  [otherData, 'entity_group external_table materialized_view stored_query_result'],
  [undocumented, 'hash_combine hash_many'],
  ['sketches are kept in a form of our own', 'hll_isvalid tdigest_isvalid'],
];

const aggregateReasons: Reasons = [['it is internal to Kusto', 'passthrough']];

const pluginReasons: Reasons = [
  [
    usage,
    'activity_engagement activity_metrics funnel_sequence funnel_sequence_completion new_activity_metrics',
  ],
  [
    network,
    `ai_chat_completion ai_chat_completion_prompt ai_embed_text ai_embeddings azure_digital_twins_query_request
    cosmosdb_sql_request dax_request execute_query execute_show_command http_request http_request_post infer_storage_schema
    infer_storage_schema_with_suggestions mysql_request postgresql_request sql_request`,
  ],
  [sandbox, 'csharp python r'],
  [learning, 'autocluster basket diffpatterns'],
  [geometry, 'geo_line_lookup geo_polygon_lookup'],
  [storage, 'estimate_rows_count external_datatable identity identity_v3 preview'],
  ['its windows over rows are not in the engine', 'sequence_detect'],
];

export const functionsNotRun = byName(functionReasons, 'function');
export const aggregatesNotRun = byName(aggregateReasons, 'aggregation-function');
export const pluginsNotRun = byName(pluginReasons, 'plugin');

export interface OperatorNotRun extends NotRun {
  /** As it is written in KQL. */
  readonly name: string;
  /** Operators that begin a query are sources. */
  readonly isSource?: true;
}

/** By the parser's kind of node. */
export const operatorsNotRun: ReadonlyMap<string, OperatorNotRun> = new Map(
  Object.entries({
    AssertSchemaOperator: operator('assert-schema', 'it is internal to Kusto'),
    ConsumeOperator: operator('consume', 'it gives no rows'),
    ExecuteAndCacheOperator: operator('__executeAndCache', 'it is internal to Kusto'),
    FacetOperator: operator('facet', 'a rule has one result, and facet gives several'),
    ForkOperator: operator('fork', 'a rule has one result, and fork gives several'),
    GraphMarkComponentsOperator: operator('graph-mark-components', graphs),
    GraphShortestPathsOperator: operator('graph-shortest-paths', graphs),
    GraphToTableOperator: operator('graph-to-table', graphs),
    GraphWhereEdgesOperator: operator('graph-where-edges', graphs),
    GraphWhereNodesOperator: operator('graph-where-nodes', graphs),
    MacroExpandOperator: operator('macro-expand', otherData),
    PartitionByOperator: operator('__partitionby', 'it is internal to Kusto'),
    ReduceByOperator: operator('reduce', learning),
  } satisfies Record<string, OperatorNotRun>),
);

function operator(name: string, reason: string): OperatorNotRun {
  return { name, reason, see: `${name}-operator` };
}

function byName(reasons: Reasons, page: string): ReadonlyMap<string, NotRun> {
  return new Map(
    reasons.flatMap(([reason, names]) =>
      names
        .split(/\s+/)
        .map((name): [string, NotRun] => [name, { reason, see: `${name.replaceAll('_', '-')}-${page}` }]),
    ),
  );
}
