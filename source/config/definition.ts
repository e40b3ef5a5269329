import {defaultHistory} from '../core/history.js';
import {logLevels} from '../log/log.js';
import {duration} from './model/duration.js';
import {integer, path, section, text, toggle} from './model/field.js';
import type {ValueOf} from './model/leaf.js';
import {list} from './model/list.js';
import {assemble} from './model/section.js';
import {alertEvaluation} from './options/alert-rules.js';
import {connect, connectCa} from './options/connect.js';
import {exportToFiles} from './options/export.js';
import {alertDelivery} from './options/handlers.js';
import {metrics} from './options/metrics.js';
import {publish} from './options/publish.js';
import {screen} from './options/screen.js';
import {server} from './options/server.js';

/**
The definition of every setting: its key in the file, its default, limits and flag. The type of the configuration, the
environment variables, the validation, `--help`, `--print-config` and the JSON Schema are derived from it.

Durations are in seconds here and in the file, and in milliseconds in the Config.
*/
export const definition = section({
	interval: duration({
		help: 'time between measurements',
		group: 'Metrics',
		default: 0.5,
		min: 0.1,
		max: 3600,
		flag: 'interval',
		short: 'i',
	}),
	root: path({
		help: 'root directory of the monitored machine, with its /proc and /sys',
		group: 'Metrics',
		flag: 'root',
		placeholder: 'DIR',
	}),
	metrics,
	connect,
	ca: connectCa,
	...screen,
	history: section({
		samples: integer({
			help: 'maximum number of samples in the history',
			default: defaultHistory.samples,
			min: 1,
			max: 100_000,
		}),
		seconds: integer({
			help: 'maximum age of the samples in the history, in seconds',
			default: defaultHistory.seconds,
			min: 1,
			max: 604_800,
		}),
	}),
	alerts: section({...alertEvaluation, ...alertDelivery}),
	server,
	export: exportToFiles,
	publish,
	debug: toggle({
		help: 'log at level debug; show costs and stack traces',
		group: 'Log',
		default: false,
		flag: 'debug',
	}),
	log: section({
		file: path({help: 'file to write the log to', group: 'Log', flag: 'log-file'}),
		level: list(
			text({
				help: 'a level, or a level for one area',
				pattern: new RegExp(`^(?:[a-z][a-zA-Z-]*:)?(?:${logLevels.join('|')})$`),
				allowed: 'error, warn, info or debug, alone or after an area as in gpu:debug',
			}),
			{
				help: 'log level: error, warn, info or debug; gpu:debug sets the level of one area',
				group: 'Log',
				default: ['info'],
				flag: 'log-level',
				placeholder: 'LEVEL',
			},
		),
	}),
});

/** The complete configuration: every setting has a value. */
export type Config = ValueOf<typeof definition>;

/** The configuration with the default of every setting. */
export const defaultConfig: Config = assemble(definition, new Map());
