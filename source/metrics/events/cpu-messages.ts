import type {Happening, MessageForm} from './message-form.js';

const lockup = (cpu: string | undefined, text: string, pid?: string): Happening => ({
	kind: 'lockup',
	subject: cpu === undefined ? undefined : `CPU ${cpu}`,
	pid: pid === undefined ? undefined : Number(pid),
	text,
});

const hardware = (subject: string | undefined, text: string, isCorrected: boolean): Happening => ({
	kind: 'machine_check',
	severity: isCorrected ? 'warning' : 'critical',
	subject,
	text,
});

/** Messages about CPUs, memory modules, buses and tasks that do not run. */
export const cpuMessages: readonly MessageForm[] = [
	{
		pattern: /^INFO: task (?<name>.+):(?<pid>\d+) blocked(?<wait> in I\/O wait)? for more than (?<seconds>\d+) seconds/,
		happening: ({name, pid, wait, seconds}) => ({
			kind: 'hung_task',
			subject: name,
			pid: Number(pid),
			text: `${name} (${pid}) is blocked${wait ?? ''} for more than ${seconds} s`,
		}),
	},
	{
		pattern:
			/^(?:NMI )?(?:watchdog: )?BUG: soft lockup - CPU#(?<cpu>\d+) stuck for (?<seconds>\d+)s! \[(?<name>.*):(?<pid>\d+)\]/,
		happening: ({cpu, seconds, name, pid}) =>
			lockup(cpu, `soft lockup: CPU ${cpu} is stuck for ${seconds} s in ${name} (${pid})`, pid),
	},
	{
		pattern: /Watchdog detected hard LOCKUP on cpu (?<cpu>\d+)/,
		happening: ({cpu}) => lockup(cpu, `hard lockup: CPU ${cpu} is stuck`),
	},
	{
		pattern: /^BUG: workqueue lockup - pool cpus=(?<cpu>[\d,-]+).* stuck for (?<seconds>\d+)s/,
		happening: ({cpu, seconds}) => lockup(cpu, `workqueue lockup: CPU ${cpu} is stuck for ${seconds} s`),
	},
	{
		pattern:
			/^(?:rcu: )?INFO: (?<rcu>rcu\w*)(?: self-detected stall on CPU| detected (?:expedited )?stalls on CPUs\/tasks:)(?: \{ ?(?<cpu>\d+)-)?/,
		happening: ({rcu, cpu}) => lockup(cpu, `RCU stall: ${rcu}${cpu === undefined ? '' : ` on CPU ${cpu}`}`),
	},
	{
		pattern: /^(?:mce: )?(?:\[Hardware Error\]: )?CPU (?<cpu>\d+): Machine Check(?<exception> Exception)?: /,
		happening: ({cpu, exception}) =>
			hardware(
				`CPU ${cpu}`,
				`machine check${exception === undefined ? '' : ' exception'} on CPU ${cpu}`,
				exception === undefined,
			),
	},
	{
		pattern: /^(?:mce: )?\[Hardware Error\]: Machine check events logged/,
		happening: () => hardware(undefined, 'machine check events were logged', true),
	},
	{
		pattern: /^mce: Uncorrected hardware memory error in user-access at (?<address>\w+)/,
		happening: ({address}) => hardware('memory', `uncorrected memory error at ${address}`, false),
	},
	{
		pattern: /^Memory failure: (?<page>0x\w+): Killing (?<name>.+):(?<pid>\d+) due to hardware memory corruption/,
		happening: ({name, pid}) => ({
			...hardware(name, `${name} (${pid}) was killed because of a memory error`, false),
			pid: Number(pid),
		}),
	},
	{
		pattern: /^EDAC (?<controller>MC\d+): (?<count>\d+) (?<type>CE|UE) (?<what>.*)/,
		happening: ({controller, count, type, what}) =>
			hardware(
				controller,
				`${count} ${type === 'CE' ? 'corrected' : 'uncorrected'} memory error${count === '1' ? '' : 's'} on ${controller}: ${what}`,
				type === 'CE',
			),
	},
	{
		pattern: /^(?:\{\d+\})?\[Hardware Error\]: event severity: (?<severity>\w+)/,
		happening: ({severity}) =>
			hardware(undefined, `hardware error: ${severity}`, severity === 'corrected' || severity === 'info'),
	},
	{
		pattern:
			/^\S+ (?<device>[\da-f]{4}:[\da-f]{2}:[\da-f]{2}\.\d): (?:AER: )?PCIe Bus Error: severity=(?<severity>[^,]+), type=(?<type>[^,]+)/,
		happening: ({device, severity = '', type}) =>
			hardware(device, `PCIe error on ${device}: ${severity.toLowerCase()}, ${type}`, severity.startsWith('Corrected')),
	},
	{
		pattern:
			/^(?:mce: )?CPU(?<cpu>\d+): (?<part>Core|Package) (?:temperature|power limit notification|temperature\/speed)(?: above threshold)?,? ?(?<throttled>cpu clock throttled)?/,
		happening: ({cpu, part, throttled}) =>
			throttled === undefined
				? undefined
				: {
						kind: 'cpu_throttled',
						subject: 'CPU',
						text: `CPU ${cpu} is throttled: the ${part === 'Core' ? 'core' : 'package'} is too hot`,
					},
	},
	{
		pattern: /^thermal (?<zone>\S+?):(?: \S+:)? critical temperature reached(?: ?\((?<celsius>\d+) C\))?/,
		happening: ({zone, celsius}) => ({
			kind: 'cpu_throttled',
			severity: 'critical',
			subject: zone,
			text: `critical temperature reached in ${zone}${celsius === undefined ? '' : `: ${celsius} °C`}`,
		}),
	},
];
