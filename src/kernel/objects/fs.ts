/** What CLONE_FS shares: the file mode creation mask (and the directories, which no call changes yet). */
import { ModelBug, type Draft } from '../draft.js';
import type { FsId, FsState } from '../world.js';

/** The state called `id`. Throws ModelBug where there is none. */
export function fsOf(draft: Draft, id: FsId): FsState {
  const fs = draft.fs.get(id);
  if (fs === undefined) throw new ModelBug(`there is no fs state ${id}`);
  return fs;
}

/** A copy of its own, for a child. */
export function copyFs(draft: Draft, id: FsId): FsId {
  const copy = draft.freshId();
  draft.fs.set(copy, { ...fsOf(draft, id), refs: 1 });
  return copy;
}

/** One more task uses it (CLONE_FS). */
export function shareFs(draft: Draft, id: FsId): FsId {
  const fs = fsOf(draft, id);
  draft.fs.recount(id, { ...fs, refs: fs.refs + 1 });
  return id;
}

/** One task less uses it; the last one takes it away. */
export function releaseFs(draft: Draft, id: FsId): void {
  const fs = fsOf(draft, id);
  if (fs.refs > 1) draft.fs.recount(id, { ...fs, refs: fs.refs - 1 });
  else draft.fs.delete(id);
}

/** A state that the leaving task has to itself: a copy where others use this one, else the same (unshare). */
export function leaveSharedFs(draft: Draft, id: FsId): FsId {
  if (fsOf(draft, id).refs === 1) return id;
  const copy = copyFs(draft, id);
  releaseFs(draft, id);
  return copy;
}
