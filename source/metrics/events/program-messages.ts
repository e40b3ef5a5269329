import type {Happening, MessageForm} from './message-form.js';

const crash = (name: string | undefined, pid: string | undefined, what: string): Happening => ({
	kind: 'segfault',
	subject: name,
	pid: Number(pid),
	text: `${name} (${pid}) crashed: ${what}`,
});

/** Returns ` in libc.so.6` for `libc.so.6[7f2c+1000]` at the end of a message. */
const where = (file: string | undefined): string => (file === undefined ? '' : ` in ${file}`);

/** Messages about programs that crash or may not start. */
export const programMessages: readonly MessageForm[] = [
	{
		pattern:
			/^(?<name>.+)\[(?<pid>\d+)\]: segfault (?:at (?<address>\w+)|\(\d+\) at (?<other>\w+)).*?(?: in (?<file>[^\s[]+)\[[^\]]*\].*)?$/,
		happening: ({name, pid, address, other, file}) =>
			crash(name, pid, `segmentation fault at ${address ?? other}${where(file)}`),
	},
	{
		pattern:
			/^(?:traps: )?(?<name>.+)\[(?<pid>\d+)\] (?<what>general protection(?: fault)?|trap [a-z][a-z 0-9-]*?) ip:\w+ sp:\w+ error:\w+(?: in (?<file>[^\s[]+)\[.*)?/,
		happening: ({name, pid, what, file}) => crash(name, pid, `${what}${where(file)}`),
	},
	{
		// arm64
		pattern: /^(?<name>.+)\[(?<pid>\d+)\]: unhandled (?<what>[^(:,]+?)(?: \(\d+\))?(?: at (?<address>0x\w+))?[:,]/,
		happening: ({name, pid, what, address}) =>
			crash(name, pid, `${what}${address === undefined ? '' : ` at ${address}`}`),
	},
	{
		pattern: /^cgroup: fork rejected by pids controller in (?<group>\/.*)$/,
		happening: ({group}) => ({
			kind: 'fork_rejected',
			groupPath: group,
			text: `no more processes may start in ${group}: its limit is reached`,
		}),
	},
];
