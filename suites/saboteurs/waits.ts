/** Saboteurs of waits: what a signal does to a sleeper is of the wrong class. */
import type { ClauseId } from '../../src/abi/index.js';
import type { RestartClass, Spec } from '../../src/spec/index.js';
import { alterWait } from './alter.js';
import { misled, type Saboteur } from './saboteur.js';

export const WAITS: readonly Saboteur[] = [
  misled(
    {
      name: 'read-never-restarts',
      fault: 'A read that a handler interrupted is EINTR despite SA_RESTART.',
      breaks: 'signal/restart',
    },
    (spec) => restart(spec, 'pipe/read/interrupted', 'never'),
  ),
  misled(
    {
      name: 'read-always-restarts',
      fault: 'A read that a handler interrupted goes on without SA_RESTART.',
      breaks: 'signal/restart',
    },
    (spec) => restart(spec, 'pipe/read/interrupted', 'nointr'),
  ),
  misled(
    {
      name: 'wait-never-restarts',
      fault: 'A wait4 that a handler interrupted is EINTR despite SA_RESTART.',
      breaks: 'signal/restart',
    },
    (spec) => restart(spec, 'wait4/interrupted', 'never'),
  ),
  misled(
    {
      name: 'pause-restarts',
      fault: 'pause goes on after a handler with SA_RESTART.',
      breaks: 'signal/restart',
    },
    (spec) => restart(spec, 'pause/interrupted', 'sys'),
  ),
  misled(
    {
      name: 'wait-always-restarts',
      fault: 'A wait4 that a handler interrupted goes on without SA_RESTART.',
      breaks: 'signal/restart',
    },
    (spec) => restart(spec, 'wait4/interrupted', 'nointr'),
  ),
  misled(
    {
      name: 'nanosleep-restarts',
      fault: 'nanosleep goes on after a handler with SA_RESTART.',
      breaks: 'signal/restart',
    },
    (spec) => restart(spec, 'nanosleep/interrupted', 'sys'),
  ),
  misled(
    {
      name: 'sigtimedwait-restarts',
      fault: 'rt_sigtimedwait goes on after a handler with SA_RESTART.',
      breaks: 'signal/restart',
    },
    (spec) => restart(spec, 'rt_sigtimedwait/interrupted', 'sys'),
  ),
  misled(
    {
      name: 'a-stop-ends-pause',
      fault: 'pause is EINTR when it is stopped and continued.',
      breaks: 'pause/interrupted',
    },
    (spec) => restart(spec, 'pause/interrupted', 'never'),
  ),
  misled(
    {
      name: 'a-stop-ends-a-sleep',
      fault: 'nanosleep is EINTR when it is stopped and continued.',
      breaks: 'nanosleep/interrupted',
    },
    (spec) => restart(spec, 'nanosleep/interrupted', 'never'),
  ),
  misled(
    {
      name: 'sigsuspend-keeps-the-mask',
      fault: 'rt_sigsuspend waits with the mask that the thread has.',
      breaks: 'kill/sent',
    },
    (spec) =>
      alterWait(spec, 'rt_sigsuspend/interrupted', (waits) => {
        const plain = { ...waits };
        delete plain.enter;
        return plain;
      }),
  ),
];

function restart(spec: Spec, id: ClauseId, wrong: RestartClass): Spec {
  return alterWait(spec, id, ({ interrupted, ...waits }) =>
    interrupted === undefined ? waits : { ...waits, interrupted: { ...interrupted, restart: wrong } },
  );
}
