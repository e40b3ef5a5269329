import {databaseSchemes} from '../../exporters/databases/database-address.js';
import {duration} from '../model/duration.js';
import {integer, path, secretFile, section, toggle} from '../model/field.js';
import type {Leaf} from '../model/leaf.js';
import {list} from '../model/list.js';
import {secretUrl} from '../model/secret-url.js';

const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;
const maxBytes = 1e15;

/** A database URL. A relative path in it is resolved against the directory of the configuration file, as any other path. */
function databaseUrl(): Leaf<string | undefined> {
	const base = secretUrl({help: 'a database URL', schemes: databaseSchemes});
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

/** The section `export`: recording to files and databases. */
export const exportToFiles = section({
	directory: path({
		help: 'record measurements to files in this directory',
		group: 'Recording',
		flag: 'export',
		placeholder: 'DIR',
	}),
	to: list(databaseUrl(), {
		help: 'record to a database: postgres://, mysql:// or influxdb://HOST/NAME',
		group: 'Recording',
		default: [],
		flag: 'export-to',
		placeholder: 'URL',
		splitsAtCommas: false,
	}),
	toFile: secretFile({help: 'file with the URLs of databases, separated by commas', group: 'Recording'}),
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
	pretty: toggle({help: 'indent the JSON of recordings', group: 'Recording', default: false, flag: 'export-pretty'}),
	maxFileBytes: integer({
		help: 'size in bytes at which a new file is started',
		default: 100 * mebibyte,
		min: 1,
		max: maxBytes,
	}),
	keepFiles: integer({help: 'maximum number of files to keep', min: 1, max: maxBytes}),
	keepDays: integer({help: 'number of days to keep files, including today', min: 1, max: 100_000}),
	keepBytes: integer({
		help: 'maximum total size of the files, in bytes',
		default: 10 * gibibyte,
		min: 1,
		max: maxBytes,
	}),
});
