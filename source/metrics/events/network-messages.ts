import type {MessageForm} from './message-form.js';

/** Messages about network links and the tables of the network stack. */
export const networkMessages: readonly MessageForm[] = [
	{
		// igb repeats the name: "igb 0000:01:00.0 enp1s0: igb: enp1s0 NIC Link is Down". The name may come after the colon
		// of the driver ("e1000e: eth0 NIC Link is Down"), or before it.
		pattern:
			/^(?:.* )?(?<before>[\w.@-]{1,32}): (?:(?<after>(?!NIC |Copper )[\w.@-]{1,15}):? )?(?:NIC )?(?:Copper |Fibre |SerDes |Remote )?[Ll]ink (?:is )?(?<state>[Uu]p|[Dd]own)\b/,
		happening({before = '', after, state = ''}) {
			const name = after ?? before;
			// "ata1: SATA link down" is a disk, and "1-1:" and "0000:01:00.0:" are buses.
			if (name === 'SATA' || !/^[a-z][\w.@-]{0,14}$/i.test(name) || /^(?:ata\d|Slot|pcieport)/.test(before)) {
				return undefined;
			}

			return state.toLowerCase() === 'up'
				? {kind: 'link_up', subject: name, text: `link of ${name} is up`}
				: {kind: 'link_down', subject: name, text: `link of ${name} is down`};
		},
	},
	{
		pattern:
			/^(?:bonding: )?(?<bond>\S+): (?:\(slave (?<slave>[^\s)]+)\): )?link status (?:definitely )?(?<state>up|down)(?: for (?:active )?interface (?<port>[^\s,]+))?,/,
		happening({bond, slave, port, state}) {
			const name = slave ?? port;
			return state === 'up'
				? {kind: 'link_up', subject: name, text: `link of ${name} in ${bond} is up`}
				: {kind: 'link_down', subject: name, text: `link of ${name} in ${bond} is down`};
		},
	},
	{
		pattern: /^(?:(?:nf|ip)_conntrack: )*table full(?: in netns (?<namespace>\d+))?, dropping packet/,
		happening: ({namespace}) => ({
			kind: 'conntrack_full',
			text: `the connection tracking table${namespace === undefined ? '' : ` of network namespace ${namespace}`} is full: packets are dropped`,
		}),
	},
	{
		pattern: /[Pp]ossible SYN flooding on port (?<port>[^\s]+)\. (?<reaction>[\w ]+)\./,
		happening: ({port, reaction}) => ({
			kind: 'syn_flood',
			subject: `port ${port}`,
			text: `possible SYN flood on port ${port}: ${reaction?.toLowerCase()}`,
		}),
	},
];
