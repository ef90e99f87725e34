// Both sides of a plan: what was read, the workspace's part of it indexed.
import type { PlanInput } from './plan-input.ts';
import { type FindTwin, twinsIn } from './twins.ts';
import { viewWorkspace, type WorkspaceView } from './workspace-view.ts';

export interface Sides {
  readonly input: PlanInput;
  readonly view: WorkspaceView;
  readonly findTwin: FindTwin;
}

/** Indexes what was read. */
export function sidesOf(input: PlanInput): Sides {
  const view = viewWorkspace(input);
  return { input, view, findTwin: twinsIn(input, view) };
}
