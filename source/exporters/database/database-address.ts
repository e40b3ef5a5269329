import {readSecretFile} from '../../secret-file.js';

/** Where a database is and who asks, from a URL such as `postgres://mon:secret@db.example:5432/metrics?table=samples`. */
export type DatabaseAddress = {
	readonly kind: 'postgresql' | 'mysql' | 'influxdb';
	readonly host: string;
	readonly port: number;
	/** Of InfluxDB 2: the bucket. */
	readonly database: string;
	readonly user: string | undefined;
	/** Secret. Of InfluxDB 2: the token. */
	readonly password: string | undefined;
	/** `require` encrypts, `verify-full` also asks for a certificate that is trusted and names the host. */
	readonly encryption: Encryption;
	/** With its schema, if one is given. */
	readonly table: string;
	/** Of InfluxDB 2, and what tells it from version 1. */
	readonly organization: string | undefined;
};

export type Encryption = (typeof encryptions)[number];

const encryptions = ['disable', 'require', 'verify-full'] as const;

const schemes = {
	'postgres:': {kind: 'postgresql', port: 5432, encryption: 'disable'},
	'postgresql:': {kind: 'postgresql', port: 5432, encryption: 'disable'},
	'mysql:': {kind: 'mysql', port: 3306, encryption: 'disable'},
	'mariadb:': {kind: 'mysql', port: 3306, encryption: 'disable'},
	'influxdb:': {kind: 'influxdb', port: 8086, encryption: 'disable'},
	'influxdbs:': {kind: 'influxdb', port: 8086, encryption: 'verify-full'},
} as const;

const usualTable = 'monitoring_snapshots';
const parameters = ['table', 'sslmode', 'org', 'password-file'];

/** Throws an error that names what is wrong, without the URL: there may be a password in it. */
export async function parseDatabaseAddress(text: string): Promise<DatabaseAddress> {
	if (!URL.canParse(text)) {
		throw new Error('the URL of the database is none');
	}

	const url = new URL(text);
	const scheme = Object.hasOwn(schemes, url.protocol) ? schemes[url.protocol as keyof typeof schemes] : undefined;
	if (!scheme) {
		throw new Error(
			`the URL must begin with ${Object.keys(schemes)
				.map(name => `${name}//`)
				.join(', ')}`,
		);
	}

	const database = decodeURIComponent(url.pathname.slice(1));
	if (database === '' || database.includes('/')) {
		throw new Error('the URL must name one database after the host, as in postgres://host/metrics');
	}

	const unknown = [...url.searchParams.keys()].find(name => !parameters.includes(name));
	if (unknown !== undefined) {
		throw new Error(`the URL has a parameter "${unknown}"; known are ${parameters.join(', ')}`);
	}

	const sslmode = url.searchParams.get('sslmode') ?? scheme.encryption;
	const encryption = encryptions.find(name => name === sslmode);
	if (encryption === undefined) {
		throw new Error(`sslmode must be one of ${encryptions.join(', ')}, not "${sslmode}"`);
	}

	const table = url.searchParams.get('table') ?? usualTable;
	if (!/^[a-z_]\w{0,62}(?:\.[a-z_]\w{0,62})?$/i.test(table)) {
		throw new Error(`table must be a name of letters, digits and underscores, not "${table}"`);
	}

	const passwordFile = url.searchParams.get('password-file');
	const password =
		passwordFile === null
			? decodeURIComponent(url.password)
			: (await readSecretFile(passwordFile, 'the password file')).trim();
	return {
		kind: scheme.kind,
		host: decodeURIComponent(url.hostname).replaceAll(/^\[|\]$/g, '') || 'localhost',
		port: url.port === '' ? scheme.port : Number(url.port),
		database,
		user: decodeURIComponent(url.username) || undefined,
		password: password || undefined,
		encryption,
		table,
		organization: url.searchParams.get('org') ?? undefined,
	};
}

/** Without anything secret. */
export function shownDatabase({kind, host, port, database}: DatabaseAddress): string {
	return `${kind}://${host.includes(':') ? `[${host}]` : host}:${port}/${database}`;
}
