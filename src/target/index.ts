/**
 * target: the things that answer a scenario: the model, the running kernel, later others. It owns child processes.
 * It must not know what is right: it sees scenarios and gives observations, and never a verdict or a spec.
 * It fails with `TargetFailure`: infrastructure trouble, never a verdict on a kernel.
 * Start with target.ts, then host.ts; the agent's side of the wire is src/agent/README.md.
 */
export * from './target.js';
export { compileScenario, type CompiledScenario } from './compile-scenario.js';
export { agentDirectory, compileAgent, NATIVE_COMPILERS, type AgentBuild } from './compile-agent.js';
export { describeHost } from './describe-host.js';
export {
  withDescriptors,
  type DescriptorHolder,
  type DescriptorOptions,
  type MadeDescriptor,
} from './descriptors.js';
export { createAgentTarget, type AgentHome, type AgentOptions, type AgentTools } from './agent-target.js';
export type { AgentCommand } from './agent-process.js';
export type { ProcEntry, ProcWalk, WalkedProc } from './proc-entry.js';
export type { WalkRule } from './walk-frames.js';
export { createHostTarget } from './host.js';
export { createUmlTarget } from './guest/uml.js';
export { createVmTarget } from './guest/vm.js';
export { createGvisorTarget } from './gvisor.js';
export { createQemuUserTarget } from './qemu-user.js';
export { markedForEmulator } from './guest/marked.js';
export { createProotTarget } from './proot.js';
export { createCommandTarget } from './command.js';
export { createModelTarget, describeModel, type ModelOptions } from './model.js';
