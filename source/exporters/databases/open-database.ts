import {errorMessage} from '../../support/system-error.js';
import {withoutSecrets} from '../../support/without-secrets.js';
import {type DatabaseAddress, parseDatabaseAddress, passwordOf, shownDatabase} from './database-address.js';
import {BusyError, type OpenSink, RefusedError} from './sink.js';

/** A database for `databaseExporter`. */
export type Database = {
	/** Display name, without user name and password. */
	readonly place: string;
	readonly open: OpenSink;
};

/**
Returns a database from its URL: `postgres://USER:PASSWORD@HOST/NAME`, `mysql://…` or `influxdb://…`. Query parameters are
`table=`, `sslmode=disable|require|verify-full`, `ca=` (a file of authorities), `password-file=` and, for InfluxDB 2, `org=`.
Loads the driver of the database, but does not connect.

@throws for an invalid URL, without repeating it, and when the driver (`pg` or `mysql2`) is not installed.
*/
export async function openDatabase(url: string): Promise<Database> {
	const address = await parseDatabaseAddress(url);
	return {place: shownDatabase(address), open: discreet(await openerFor(address), address)};
}

async function openerFor(address: DatabaseAddress): Promise<OpenSink> {
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

/** Removes the password from the errors of a database. */
function discreet(open: OpenSink, address: DatabaseAddress): OpenSink {
	const discreetly = async <Value>(step: Promise<Value>): Promise<Value> => {
		try {
			return await step;
		} catch (error) {
			const message = errorMessage(error);
			const shown = withoutSecrets(message, [passwordOf(address)]);
			throw shown === message ? error : reworded(error, shown);
		}
	};

	return async () => {
		const sink = await discreetly(open());
		return {
			write: async rows => discreetly(sink.write(rows)),
			[Symbol.asyncDispose]: async () => sink[Symbol.asyncDispose](),
		};
	};
}

/** Returns an error with another message, without its cause, which may contain the password. */
function reworded(error: unknown, message: string): Error {
	if (error instanceof RefusedError) {
		return new RefusedError(message);
	}

	return error instanceof BusyError ? new BusyError(message, error.retryAfterMs) : new Error(message);
}
