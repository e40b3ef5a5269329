import {usageOf} from '../config/model/usage-error.js';
import type {Monitor} from '../core/monitor.js';
import type {RunningDatabase} from '../exporters/databases/database-exporter.js';
import {destinationsPart, type Part} from './part.js';

/** Returns the part that records to the configured databases. */
export function databasesPart({follow, report}: Monitor): Part<readonly RunningDatabase[]> {
	return destinationsPart({
		async destinations({export: {to, intervalMs, everySample}}) {
			if (to.length === 0) {
				return [];
			}

			const [{databaseExporter}, {openDatabase}] = await Promise.all([
				import('../exporters/databases/database-exporter.js'),
				import('../exporters/databases/open-database.js'),
			]);
			const databases = await usageOf('--export-to: ', async () => {
				const opened = await Promise.all(to.map(async url => ({url, ...(await openDatabase(url))})));
				const repeated = opened.find(({place}, index) => opened.findIndex(other => other.place === place) < index);
				if (repeated) {
					throw new Error(`${repeated.place} is given twice; every sample would be recorded twice`);
				}

				return opened;
			});
			return databases.map(({url, place, open}) => {
				const options = {open, intervalMs, everySample};
				return {
					key: place,
					settings: {url, intervalMs, everySample},
					begin: () => follow(databaseExporter({...options, place, report})),
					change: running => running.change(options),
				};
			});
		},
		areasOf: place => [`export ${place}`],
		report,
	});
}
