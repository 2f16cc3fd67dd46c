import type { LoadedModel } from '../../sidecar/protocol';
import type { SidecarState } from '../sidecar/supervisor';
import type { LargerModelState } from './largerModel';
import type { ModelProblem } from './modelProblem';

/** What the editor knows of the sidecar and its models. */
export interface ServiceState {
  readonly sidecar: SidecarState;
  /** The one that answers first; where a larger one answered, `larger` says so. */
  readonly model: LoadedModel | undefined;
  /** What is known of the larger model, where the settings name one. */
  readonly larger: LargerModelState | undefined;
  /** 0 to 1 while the model loads. */
  readonly loading: number | undefined;
  readonly running: number;
  readonly problem: ModelProblem | undefined;
  /** Why the model's server can't answer now; it is asked again, with pauses. */
  readonly unavailable: string | undefined;
  /** Why what was last asked for by hand, and is no completion, was not done; it keeps no completion back. */
  readonly refused: string | undefined;
  readonly lastMs: number | undefined;
  /** True while the CPU is used because the process crashed on what was asked for. */
  readonly afterCrashes: boolean;
}

/** Before anything was asked. */
export const ASLEEP: ServiceState = {
  sidecar: { kind: 'asleep' },
  model: undefined,
  larger: undefined,
  loading: undefined,
  running: 0,
  problem: undefined,
  unavailable: undefined,
  refused: undefined,
  lastMs: undefined,
  afterCrashes: false,
};
