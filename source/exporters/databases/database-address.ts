import {readAuthorities} from '../../support/authorities.js';
import {decodeUrlPart} from '../../support/decode-url-part.js';
import {readSecretFile} from '../../support/secret-file.js';

/**
The address of a database with credentials, from a URL such as
`postgres://mon:secret@db.example:5432/metrics?table=samples`.
*/
export type DatabaseAddress = {
	readonly kind: 'postgresql' | 'mysql' | 'influxdb';
	readonly host: string;
	readonly port: number;
	/** Name of the database; for InfluxDB 2 the bucket. */
	readonly database: string;
	readonly user: string | undefined;
	/** Password; for InfluxDB 2 the token. A secret. */
	readonly password: string | undefined;
	/** File with the password; see `passwordOf`. */
	readonly passwordFile: string | undefined;
	/** Encryption. `require` encrypts; `verify-full` also verifies the certificate and the host name. */
	readonly encryption: Encryption;
	/** Certificates of trusted authorities in PEM format. Default: those that Node.js trusts. */
	readonly ca: string | undefined;
	/** Name of the table, optionally with a schema. */
	readonly table: string;
	/** Organization of InfluxDB 2; `undefined` for version 1. */
	readonly organization: string | undefined;
};

/** The encryption of a database connection. */
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

/** The schemes of database URLs. */
export const databaseSchemes = Object.keys(schemes).map(scheme => scheme.slice(0, -1));

const defaultTable = 'monitoring_snapshots';
/** Query parameters of database URLs. */
const parameters = {
	postgresql: ['table', 'sslmode', 'ca', 'password-file'],
	mysql: ['table', 'sslmode', 'ca', 'password-file'],
	influxdb: ['org', 'sslmode', 'password-file'],
} as const;

const howToWrite =
	'in user names, passwords and database names, write @ as %40, / as %2F, ? as %3F, # as %23, % as %25';

/** Parses the URL of a database. Throws an error that does not contain the URL, because it may contain a password. */
export async function parseDatabaseAddress(text: string): Promise<DatabaseAddress> {
	if (!URL.canParse(text)) {
		throw new Error(`invalid database URL; ${howToWrite}`);
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

	// Probably the rest of an unescaped password, which must not be displayed as a name.
	if (text.includes('#') || url.pathname.includes('@')) {
		throw new Error(`invalid database URL; ${howToWrite}`);
	}

	const database = decodeUrlPart(url.pathname.slice(1));
	if (database === '' || database.includes('/')) {
		throw new Error('the URL must name a database after the host, for example postgres://host/metrics');
	}

	const known: readonly string[] = parameters[scheme.kind];
	const unknown = [...url.searchParams.keys()].find(name => !known.includes(name));
	if (unknown !== undefined) {
		const name = /^[\w-]+$/.test(unknown) ? ` "${unknown}"` : '';
		throw new Error(`the URL has an unknown parameter${name}; known parameters: ${known.join(', ')}`);
	}

	const caFile = url.searchParams.get('ca');
	const sslmode = url.searchParams.get('sslmode') ?? (caFile === null ? scheme.encryption : 'verify-full');
	const encryption = encryptions.find(name => name === sslmode);
	if (encryption === undefined) {
		throw new Error(`sslmode must be one of ${encryptions.join(', ')}, found "${sslmode}"`);
	}

	if (scheme.kind === 'influxdb' && encryption === 'require') {
		throw new Error(
			'sslmode of InfluxDB must be disable or verify-full; set NODE_EXTRA_CA_CERTS to trust a custom authority',
		);
	}

	if (caFile !== null && encryption !== 'verify-full') {
		throw new Error(`ca requires sslmode=verify-full, found "${sslmode}"`);
	}

	const table = url.searchParams.get('table') ?? defaultTable;
	if (!/^[a-z_]\w{0,62}(?:\.[a-z_]\w{0,62})?$/i.test(table)) {
		throw new Error(`table must consist of letters, digits and underscores, found "${table}"`);
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
	// Reports an unusable password file immediately.
	passwordOf(address);
	return address;
}

/**
Returns the current password. A password file is read each time, so a change needs no restart. Throws when it cannot be
read.
*/
export function passwordOf({
	password,
	passwordFile,
}: Pick<DatabaseAddress, 'password' | 'passwordFile'>): string | undefined {
	return passwordFile === undefined ? password : readSecretFile(passwordFile, 'the password file').text;
}

/** Returns the display name of a database, without secrets. */
export function shownDatabase({kind, host, port, database, table, organization}: DatabaseAddress): string {
	const place = `${kind}://${host.includes(':') ? `[${host}]` : host}:${port}/${database}`;
	if (organization !== undefined) {
		return `${place}?org=${organization}`;
	}

	return table === defaultTable ? place : `${place}?table=${table}`;
}
