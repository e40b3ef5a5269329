import {type Groups, groupsOf, type Happening} from './message-form.js';

/** Since Linux 4.19. The names of groups may contain commas. */
const constraintLine =
	/^oom-kill:constraint=CONSTRAINT_(?<constraint>\w+),.*?(?:,oom_memcg=(?<limited>\/.*?))?(?:,global_oom)?,task_memcg=(?<group>\/.*),task=.*,pid=(?<pid>\d+),uid=\d+/;
/** Before Linux 4.19. */
const groupLine = /^Task in (?<group>\/.*) killed as a result of limit of (?<limited>\/.*)$/;
/** Since Linux 5.0 in one line with the reason; before, the reason is a line of its own. */
const killLine =
	/^(?<reason>Memory cgroup out of memory|Out of memory(?: \(oom_kill_allocating_task\))?)?(?:: )?Killed process (?<pid>\d+),?(?: UID \d+,)? \((?<name>.*)\),? (?:total-vm|vmsize):(?<total>\d+)kB(?:, anon-rss:(?<resident>\d+)kB)?/;
/** Before Linux 5.0. */
const reasonLine = /^(?<reason>Memory cgroup out of memory|Out of memory)[^:]*: Kill process \d+ \(/;

type Pending = {
	readonly constraint?: string | undefined;
	readonly group?: string | undefined;
	readonly limited?: string | undefined;
	readonly pid?: string | undefined;
};

/**
Returns a function that reads the messages of OOM kills. The victim and its group are in different lines, which the kernel
writes one after the other.
*/
export function oomMessages(): (message: string) => Happening | undefined {
	let pending: Pending = {};

	return message => {
		const group = groupsOf(constraintLine, message) ?? groupsOf(groupLine, message);
		if (group) {
			pending = group;
			return undefined;
		}

		const reason = groupsOf(reasonLine, message)?.reason;
		if (reason !== undefined) {
			pending = {...pending, constraint: reason.startsWith('Memory cgroup') ? 'MEMCG' : (pending.constraint ?? 'NONE')};
			return undefined;
		}

		const kill = groupsOf(killLine, message);
		if (!kill) {
			return undefined;
		}

		const before = pending.pid === undefined || pending.pid === kill.pid ? pending : {};
		pending = {};
		return happening(kill, before);
	};
}

function happening({reason, pid, name, resident}: Groups, {constraint, group, limited}: Pending): Happening {
	const groupPath = group === undefined || group === '/' ? undefined : group;
	const isOfGroup =
		reason?.startsWith('Memory cgroup') || constraint === 'MEMCG' || (limited !== undefined && reason === undefined);
	const cause = isOfGroup
		? limited !== undefined && limited !== group
			? `, limit of ${limited}`
			: ', limit of the group'
		: constraint === 'CPUSET' || constraint === 'MEMORY_POLICY'
			? ', its memory nodes are full'
			: ', the machine is out of memory';
	const used = resident === undefined ? '' : `, used ${Math.round(Number(resident) / 1024)} MiB`;
	return {
		kind: 'oom_kill',
		subject: name,
		pid: Number(pid),
		groupPath,
		text: `OOM kill: ${name} (${pid})${groupPath === undefined ? '' : ` in ${groupPath}`}${cause}${used}`,
	};
}
