import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseArcstats} from '../../../../source/metrics/linux/procfs/arcstats.js';

const head = '13 1 0x01 147 39984 6437285219 29364857219\nname                            type data\n';

test('the sizes of the ZFS cache are distinguished from counters with similar names', () => {
	const text = `${head}hits                            4    5551\nc                               4    800\nc_min                           4    300\nc_max                           4    900\nsize                            4    700\ncompressed_size                 4    650\n`;
	assert.deepEqual(parseArcstats(text), {sizeBytes: 700, minimumBytes: 300});
});

test('a file without the sizes is rejected', () => {
	assert.throws(() => parseArcstats(head), /arcstats: no "size" line/);
	assert.throws(() => parseArcstats(`${head}size 4 700\nc_mi`), /arcstats: no "c_min" line/);
});
