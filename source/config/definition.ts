import {usualHistory} from '../core/history.js';
import {logLevels} from '../log/log.js';
import {duration} from './model/duration.js';
import {integer, path, section, text, toggle} from './model/field.js';
import type {ValueOf} from './model/leaf.js';
import {list} from './model/list.js';
import {assemble} from './model/section.js';
import {alertJudging} from './options/alert-rules.js';
import {connect, connectCa} from './options/connect.js';
import {exportToFiles} from './options/export.js';
import {alertDelivery} from './options/handlers.js';
import {metrics} from './options/metrics.js';
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
	metrics,
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
				pattern: new RegExp(`^(?:[a-z][a-zA-Z-]*:)?(?:${logLevels.join('|')})$`),
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
