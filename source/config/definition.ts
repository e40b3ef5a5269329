import {usualHistory} from '../core/history.js';
import {duration} from './model/duration.js';
import {choice, integer, path, section, text, toggle} from './model/field.js';
import type {ValueOf} from './model/leaf.js';
import {list} from './model/list.js';
import {assemble} from './model/section.js';
import {alertJudging} from './options/alert-rules.js';
import {connect, connectCa} from './options/connect.js';
import {exportToFiles} from './options/export.js';
import {alertDelivery} from './options/handlers.js';
import {publish} from './options/publish.js';
import {screen} from './options/screen.js';
import {server} from './options/server.js';

/**
Every setting, once: its key in the file, its default, limits and flag. The type of the configuration, the environment
variables, the validation, `--help`, `--print-config` and the JSON Schema all follow from it.

Durations are in seconds here and in the file, and milliseconds in the Config.
*/
export const definition = section({
	interval: duration({
		help: 'time between measurements',
		group: 'What to measure',
		default: 0.5,
		min: 0.1,
		max: 3600,
		flag: 'interval',
		short: 'i',
	}),
	root: path({
		help: 'where the machine to watch has its /proc and /sys',
		group: 'What to measure',
		flag: 'root',
		placeholder: 'DIR',
	}),
	metrics: section({
		processor: section(measured('processor', 'the processor')),
		memory: section(measured('memory', 'memory and swap')),
		disks: section({
			...measured('disks', 'disks', 5),
			paths: list(path({help: 'a mount point or a path below one'}), {
				help: 'only this mount point',
				group: 'What to measure',
				default: [],
				flag: 'disk',
				placeholder: 'PATH',
				splitsAtCommas: false,
			}),
		}),
		network: section({
			...measured('network', 'the network'),
			interfaces: list(text({help: 'a network interface'}), {
				help: 'only this network interface',
				group: 'What to measure',
				default: [],
				flag: 'interface',
				placeholder: 'NAME',
			}),
			virtual: toggle({
				help: 'also bridges, tunnels and ends of containers',
				group: 'What to measure',
				default: false,
				flag: 'virtual-interfaces',
			}),
		}),
		processes: section(measured('processes', 'processes', 2)),
		gpu: section({
			...measured('gpu', 'graphics cards', 1),
			backend: list(
				choice(['auto', 'nvidia-smi', 'amdgpu', 'intel', 'apple'], {help: 'a way to read graphics cards'}),
				{
					help: 'ways to read graphics cards, in this order',
					group: 'What to measure',
					default: ['auto'],
					flag: 'gpu-backend',
					placeholder: 'NAME',
				},
			),
		}),
		// The kernel renews its averages every two seconds.
		pressure: section(measured('pressure', 'pressure stall information', 2)),
		limits: section(measured('limits', 'limits of the container', 1)),
		temperatures: section(measured('temperatures', 'temperatures', 2)),
	}),
	connect,
	ca: connectCa,
	...screen,
	history: section({
		samples: integer({help: 'how many samples are kept', default: usualHistory.samples, min: 1, max: 100_000}),
		seconds: integer({
			help: 'for how many seconds samples are kept',
			default: usualHistory.seconds,
			min: 1,
			max: 604_800,
		}),
	}),
	alerts: section({...alertJudging, ...alertDelivery}),
	server,
	export: exportToFiles,
	publish,
	debug: toggle({
		help: 'tell what measuring costs, and more of errors',
		group: 'Log',
		default: false,
		flag: 'debug',
	}),
	log: section({
		file: path({help: 'where the log is written', group: 'Log', flag: 'log-file'}),
		level: list(
			text({
				help: 'a level, or a level for one area',
				pattern: /^(?:[a-z][a-zA-Z-]*:)?(?:error|warn|info|debug)$/,
				allowed: 'error, warn, info or debug, alone or after an area as in gpu:debug',
			}),
			{
				help: 'error, warn, info or debug; info,gpu:debug for one area',
				group: 'Log',
				default: ['info'],
				flag: 'log-level',
				placeholder: 'LEVEL',
			},
		),
	}),
});

/** The settled configuration: every setting has its value. */
export type Config = ValueOf<typeof definition>;

/** What holds when nobody says otherwise. */
export const defaultConfig: Config = assemble(definition, new Map());

/** What every metric has. Without an interval of its own (in seconds) it is measured at every tick. */
function measured(name: string, what: string, interval?: number) {
	return {
		enabled: toggle({help: `measure ${what}`, group: 'What to measure', default: true, flag: name}),
		interval: duration<number | undefined>({
			help: `time between measurements of ${what}, by default that of all`,
			...(interval !== undefined && {help: `time between measurements of ${what}`, default: interval}),
			min: 0.1,
			max: 3600,
		}),
	};
}
