import type {Config} from '../config/definition.js';
import type {DatabaseReport} from '../health/report.js';
import type {Monitor} from '../monitor.js';
import {type Part, restartedPart} from './part.js';
import {usageOf} from './usage.js';

/** Recording in databases, begun. */
export type RunningDatabases = AsyncDisposable & {counts(): readonly DatabaseReport[]};

/** Recording in the databases that the configuration names. */
export function databasesPart({follow, report}: Monitor): Part<RunningDatabases> {
	/** Of every database there ever was. */
	const areas = new Set<string>();
	const start = async ({export: {to, intervalMs, everySample}}: Config) => {
		if (to.length === 0) {
			return undefined;
		}

		const [{databaseExporter}, {openDatabase}] = await Promise.all([
			import('../exporters/database/database-exporter.js'),
			import('../exporters/database/open-database.js'),
		]);
		const databases = await usageOf('--export-to: ', async () => {
			const opened = await Promise.all(to.map(openDatabase));
			const twice = opened.find(({place}, index) => opened.findIndex(other => other.place === place) < index);
			if (twice) {
				throw new Error(`${twice.place} is named twice, and would have every sample twice`);
			}

			return opened;
		});
		return () => {
			const running = databases.map(database =>
				follow(
					databaseExporter({
						...database,
						intervalMs,
						everySample,
						report(area, message) {
							areas.add(area);
							report(area, message);
						},
					}),
				),
			);
			return {
				counts: () => running.map(({place, counts}) => ({place, ...counts()})),
				async [Symbol.asyncDispose]() {
					await Promise.all(running.map(async exporter => exporter[Symbol.asyncDispose]()));
				},
			};
		};
	};

	return restartedPart({
		settingsOf: ({export: {to, intervalMs, everySample}}) => ({to, intervalMs, everySample}),
		start,
		areas,
		report,
	});
}
