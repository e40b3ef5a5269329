import type {DatabaseAddress} from './database-address.js';
import type {OpenSink} from './sink.js';

/** Loads the driver that is needed, and no other. Throws one line that says what to install when it is missing. */
export async function databaseOpener(address: DatabaseAddress): Promise<OpenSink> {
	const {kind} = address;
	switch (kind) {
		case 'postgresql': {
			const {postgresqlOpener} = await import('./postgresql.js');
			return postgresqlOpener(address);
		}

		case 'mysql': {
			const {mysqlOpener} = await import('./mysql.js');
			return mysqlOpener(address);
		}

		case 'influxdb': {
			const {influxdbOpener} = await import('./influxdb.js');
			return influxdbOpener(address);
		}

		default:
			return kind satisfies never;
	}
}
