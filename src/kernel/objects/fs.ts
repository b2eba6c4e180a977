/** What CLONE_FS shares: the file mode creation mask (and the directories, which no call changes yet). */
import type { Draft } from '../draft.js';
import type { FsId, FsState } from '../world.js';
import { copyRow, leaveShared, releaseRow, shareRow } from './refcount.js';

/** The state called `id`. Throws ModelBug where there is none. */
export function fsOf(draft: Draft, id: FsId): FsState {
  return draft.fs.row(id);
}

/** A copy of its own, for a child. */
export function copyFs(draft: Draft, id: FsId): FsId {
  return copyRow(draft, draft.fs, id);
}

/** One more task uses it (CLONE_FS). */
export function shareFs(draft: Draft, id: FsId): FsId {
  return shareRow(draft.fs, id);
}

/** One task less uses it; the last one takes it away. */
export function releaseFs(draft: Draft, id: FsId): void {
  releaseRow(draft.fs, id);
}

/** A state that the leaving task has to itself: a copy where others use this one, else the same (unshare). */
export function leaveSharedFs(draft: Draft, id: FsId): FsId {
  return leaveShared(draft.fs, id, (shared) => copyFs(draft, shared));
}
