import {readAuthorities} from '../../support/authorities.js';
import {decodeUrlPart} from '../../support/decode-url-part.js';
import {readSecretFile} from '../../support/secret-file.js';

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
	/** Where the password is instead; see `passwordOf`. */
	readonly passwordFile: string | undefined;
	/** `require` encrypts, `verify-full` also asks for a certificate that is trusted and names the host. */
	readonly encryption: Encryption;
	/** Certificates of authorities, in PEM, that are trusted instead of the usual ones. */
	readonly ca: string | undefined;
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

/** With which the URL of a database can begin. */
export const databaseSchemes = Object.keys(schemes).map(scheme => scheme.slice(0, -1));

const usualTable = 'monitoring_snapshots';
/** What may follow the `?`. */
const parameters = {
	postgresql: ['table', 'sslmode', 'ca', 'password-file'],
	mysql: ['table', 'sslmode', 'ca', 'password-file'],
	influxdb: ['org', 'sslmode', 'password-file'],
} as const;

const howToWrite = 'in a user, a password or a name, @ is written %40, / %2F, ? %3F, # %23 and % %25';

/** Throws an error that names what is wrong, without the URL: there may be a password in it. */
export async function parseDatabaseAddress(text: string): Promise<DatabaseAddress> {
	if (!URL.canParse(text)) {
		throw new Error(`the URL of the database is none; ${howToWrite}`);
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

	// The rest of a password that ended too early, most likely: it must not become a name that is shown.
	if (text.includes('#') || url.pathname.includes('@')) {
		throw new Error(`the URL cannot be read; ${howToWrite}`);
	}

	const database = decodeUrlPart(url.pathname.slice(1));
	if (database === '' || database.includes('/')) {
		throw new Error('the URL must name one database after the host, as in postgres://host/metrics');
	}

	const known: readonly string[] = parameters[scheme.kind];
	const unknown = [...url.searchParams.keys()].find(name => !known.includes(name));
	if (unknown !== undefined) {
		const name = /^[\w-]+$/.test(unknown) ? ` "${unknown}"` : '';
		throw new Error(`the URL has an unknown parameter${name}; known are ${known.join(', ')}`);
	}

	const caFile = url.searchParams.get('ca');
	const sslmode = url.searchParams.get('sslmode') ?? (caFile === null ? scheme.encryption : 'verify-full');
	const encryption = encryptions.find(name => name === sslmode);
	if (encryption === undefined) {
		throw new Error(`sslmode must be one of ${encryptions.join(', ')}, not "${sslmode}"`);
	}

	if (scheme.kind === 'influxdb' && encryption === 'require') {
		throw new Error(
			'sslmode of InfluxDB must be disable or verify-full; NODE_EXTRA_CA_CERTS names an authority of your own',
		);
	}

	if (caFile !== null && encryption !== 'verify-full') {
		throw new Error(`ca goes with sslmode=verify-full, not "${sslmode}"`);
	}

	const table = url.searchParams.get('table') ?? usualTable;
	if (!/^[a-z_]\w{0,62}(?:\.[a-z_]\w{0,62})?$/i.test(table)) {
		throw new Error(`table must be a name of letters, digits and underscores, not "${table}"`);
	}

	const address = {
		kind: scheme.kind,
		host: decodeUrlPart(url.hostname).replaceAll(/^\[|\]$/g, '') || 'localhost',
		port: url.port === '' ? scheme.port : Number(url.port),
		database,
		user: decodeUrlPart(url.username) || undefined,
		password: decodeUrlPart(url.password) || undefined,
		passwordFile: url.searchParams.get('password-file') ?? undefined,
		encryption,
		ca: caFile === null ? undefined : await readAuthorities(caFile),
		table,
		organization: url.searchParams.get('org') ?? undefined,
	};
	// A file that cannot be used is better told at once.
	passwordOf(address);
	return address;
}

/** The password as it is now: whoever changes the file need not start this program anew. Throws when it cannot be read. */
export function passwordOf({
	password,
	passwordFile,
}: Pick<DatabaseAddress, 'password' | 'passwordFile'>): string | undefined {
	return passwordFile === undefined ? password : readSecretFile(passwordFile, 'the password file').text;
}

/** Without anything secret. */
export function shownDatabase({kind, host, port, database, table, organization}: DatabaseAddress): string {
	const place = `${kind}://${host.includes(':') ? `[${host}]` : host}:${port}/${database}`;
	if (organization !== undefined) {
		return `${place}?org=${organization}`;
	}

	return table === usualTable ? place : `${place}?table=${table}`;
}
