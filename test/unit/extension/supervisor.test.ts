import { describe, expect, test, vi } from 'vitest';
import { CrashPolicy } from '../../../extension/sidecar/crashPolicy';
import { SidecarErrorCode } from '../../../sidecar/protocol';
import { Supervisor, type SidecarProcess, type SidecarState } from '../../../extension/sidecar/supervisor';

/** Stands in for a process that a test ends when it likes; the real one is tested with the sidecar. */
class FakeProcess {
  private listeners: ((reason: string) => void)[] = [];
  disposed = false;
  constructor(readonly pid: number) {}
  onExit(listener: (reason: string) => void): void {
    this.listeners.push(listener);
  }
  crash(): void {
    for (const listener of this.listeners) listener('killed by SIGKILL');
  }
  dispose(): Promise<void> {
    this.disposed = true;
    this.crash();
    return Promise.resolve();
  }
}

function setUp({ idleMs = 0, failing = 0 } = {}) {
  const processes: FakeProcess[] = [];
  const states: SidecarState['kind'][] = [];
  let failuresLeft = failing;
  let time = 0;
  const supervisor = new Supervisor(
    () => {
      if (failuresLeft-- > 0) return Promise.reject(new Error('no such program'));
      const process = new FakeProcess(processes.length + 1);
      processes.push(process);
      return Promise.resolve(process as unknown as SidecarProcess);
    },
    { onState: ({ kind }) => states.push(kind), log: () => undefined },
    () => idleMs,
    new CrashPolicy(() => (time += 1000)),
  );
  const pid = (): Promise<number> => supervisor.use(({ pid }) => Promise.resolve(pid));
  return { supervisor, processes, states, pid };
}

describe('the supervisor', () => {
  test('starts with the first request and keeps the process', async () => {
    const { states, pid } = setUp();
    expect(states).toEqual([]);
    expect(await pid()).toBe(1);
    expect(await pid()).toBe(1);
    expect(states).toEqual(['starting', 'running']);
  });

  test('two requests at once start one process', async () => {
    const { processes, pid } = setUp();
    await Promise.all([pid(), pid()]);
    expect(processes).toHaveLength(1);
  });

  test('comes back after a crash, and requests wait for it', async () => {
    const { processes, states, pid } = setUp();
    await pid();
    processes[0]!.crash();
    expect(await pid()).toBe(2);
    expect(states).toEqual(['starting', 'running', 'restarting', 'starting', 'running']);
  });

  test('stays down after the fifth crash, until the user restarts it', async () => {
    const { supervisor, processes, pid } = setUp();
    for (let i = 0; i < 5; i++) {
      await pid();
      processes[i]!.crash();
    }
    await expect(pid()).rejects.toThrow(/ended five times within three minutes \(last: killed by SIGKILL\)/);
    expect(supervisor.state.kind).toBe('failed');
    expect(processes).toHaveLength(5);
    await supervisor.restart();
    expect(await pid()).toBe(6);
    expect(supervisor.prefersCpu).toBe(false);
  }, 20_000);

  test('takes the CPU after two crashes', async () => {
    const { supervisor, processes, pid } = setUp();
    for (let i = 0; i < 2; i++) {
      expect(supervisor.prefersCpu).toBe(false);
      await pid();
      processes[i]!.crash();
    }
    expect(supervisor.prefersCpu).toBe(true);
  });

  test('a program that does not start counts as a crash', async () => {
    const { states, pid } = setUp({ failing: 1 });
    expect(await pid()).toBe(1);
    expect(states).toEqual(['starting', 'restarting', 'starting', 'running']);
  });

  test('a restart during the pause leaves one process, not two', async () => {
    const { supervisor, processes, pid } = setUp();
    await pid();
    processes[0]!.crash();
    await supervisor.restart();
    expect(await pid()).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(processes).toHaveLength(2);
  });

  test('sleeps when idle and wakes with the next request', async () => {
    const { supervisor, processes, pid } = setUp({ idleMs: 20 });
    await pid();
    await vi.waitFor(() => {
      expect(supervisor.state.kind).toBe('asleep');
      expect(processes[0]!.disposed).toBe(true);
    }, 10_000);
    expect(await pid()).toBe(2);
  });

  test('a restart shows itself asleep before the next start, and waits for the old process to go', async () => {
    const { supervisor, processes, states, pid } = setUp();
    await pid();
    const restarted = supervisor.restart();
    expect(await pid()).toBe(2);
    await restarted;
    expect(processes[0]!.disposed).toBe(true);
    expect(states).toEqual(['starting', 'running', 'asleep', 'starting', 'running']);
    expect(supervisor.state).toEqual({ kind: 'running', pid: 2 });
  });

  test('what stopped for good does not fall asleep', async () => {
    const { supervisor, processes, pid } = setUp({ idleMs: 20 });
    for (let i = 0; i < 5; i++) {
      await pid();
      processes[i]!.crash();
    }
    await expect(pid()).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(supervisor.state.kind).toBe('failed');
  }, 20_000);

  test('starts nothing after it was disposed', async () => {
    const { supervisor, processes, pid } = setUp();
    await supervisor.dispose();
    await expect(pid()).rejects.toThrow('closed');
    expect(processes).toHaveLength(0);
  });

  test('another protocol version is no reason to try again', async () => {
    const error = Object.assign(new Error('speaks another protocol'), {
      code: SidecarErrorCode.protocolMismatch,
    });
    const supervisor = new Supervisor(
      () => Promise.reject(error),
      { onState: () => undefined, log: () => undefined },
      () => 0,
    );
    await expect(supervisor.use(() => Promise.resolve())).rejects.toThrow('another protocol');
    expect(supervisor.state).toEqual({ kind: 'failed', reason: 'speaks another protocol' });
  });

  test('does not fall asleep during a request', async () => {
    const { supervisor, processes } = setUp({ idleMs: 20 });
    await supervisor.use(() => new Promise((resolve) => setTimeout(resolve, 80)));
    expect(processes[0]!.disposed).toBe(false);
    await supervisor.dispose();
    expect(processes[0]!.disposed).toBe(true);
  });
});
