import { SidecarErrorCode, type ModelSpec } from '../../sidecar/protocol';

/** A problem with the chosen model; asking again changes nothing until the user does something. */
export interface ModelProblem {
  readonly spec: ModelSpec;
  readonly message: string;
}

/** The protocol's code of an error, where it has one. */
export function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}

/** True for what the user must mend before asking again makes sense. */
export function isModelProblem(code: number | undefined): boolean {
  const problems: readonly (number | undefined)[] = [
    SidecarErrorCode.modelMissing,
    SidecarErrorCode.notGguf,
    SidecarErrorCode.ggufDamaged,
    SidecarErrorCode.insufficientMemory,
    SidecarErrorCode.loadFailed,
    SidecarErrorCode.badRequest,
    SidecarErrorCode.protocolMismatch,
    SidecarErrorCode.serverRefused,
  ];
  return problems.includes(code);
}
