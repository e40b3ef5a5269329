import {databaseSchemes} from '../../exporters/databases/database-address.js';
import {duration} from '../model/duration.js';
import {integer, path, secretFile, section, toggle} from '../model/field.js';
import type {Leaf} from '../model/leaf.js';
import {list} from '../model/list.js';
import {secretUrl} from '../model/secret-url.js';

const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;
const largest = 1e15;

/** A file that a URL names counts from the same folder as any other path. */
function databaseUrl(): Leaf<string | undefined> {
	const base = secretUrl({help: 'a database', schemes: databaseSchemes});
	return {
		...base,
		read: value =>
			base.read(value)?.replaceAll(/([?&](?:password-file|ca)=)([^&#]+)/g, (whole, name: string, file: string) => {
				const {directory} = value;
				const isPlaced = directory === undefined || file.startsWith('/') || /^%2F/i.test(file);
				return isPlaced ? whole : `${name}${encodeURIComponent(`${directory}/`)}${file}`;
			}),
	};
}

/** Recording to files. */
export const exportToFiles = section({
	directory: path({
		help: 'record measurements in files in this directory',
		group: 'Recording',
		flag: 'export',
		placeholder: 'DIR',
	}),
	to: list(databaseUrl(), {
		help: 'record in a database: postgres://, mysql:// or influxdb://HOST/NAME',
		group: 'Recording',
		default: [],
		flag: 'export-to',
		placeholder: 'URL',
		splitsAtCommas: false,
	}),
	toFile: secretFile({help: 'file with the URL of a database, with commas between several', group: 'Recording'}),
	interval: duration({
		help: 'time that each record covers',
		group: 'Recording',
		default: 60,
		min: 0.1,
		max: 86_400,
		flag: 'export-interval',
	}),
	everySample: toggle({
		help: 'record every measurement',
		group: 'Recording',
		default: false,
		flag: 'export-every-sample',
	}),
	compress: toggle({
		help: 'compress recordings with gzip',
		group: 'Recording',
		default: false,
		flag: 'export-compress',
	}),
	pretty: toggle({help: 'indent recordings', group: 'Recording', default: false, flag: 'export-pretty'}),
	maxFileBytes: integer({
		help: 'how long a file may be before another is begun',
		default: 100 * mebibyte,
		min: 1,
		max: largest,
	}),
	keepFiles: integer({help: 'how many files are kept', min: 1, max: largest}),
	keepDays: integer({help: 'for how many days files are kept, today included', min: 1, max: 100_000}),
	keepBytes: integer({
		help: 'how long the files that are kept may be together',
		default: 10 * gibibyte,
		min: 1,
		max: largest,
	}),
});
