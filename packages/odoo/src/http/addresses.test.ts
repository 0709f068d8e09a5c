import { describe, expect, it } from 'vitest';
import { isMetadataName, refusalOf } from './addresses.ts';

describe('at no time is anything asked at', () => {
  it.each([
    '169.254.169.254',
    '169.254.0.1',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b::169.254.169.254',
    '2002:a9fe:a9fe::1',
    'fe80::1',
    'fe80::1%eth0',
    'febf:ffff::1',
    'fd00:ec2::254',
    'fd20:ce::254',
    'fd00:c1::a9fe:a9fe',
    '100.100.100.200',
    '::ffff:100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
    '0.0.0.0',
    '0.1.2.3',
    '::',
    '::ffff:0.0.0.0',
    '224.0.0.1',
    '239.255.255.255',
    '255.255.255.255',
    '240.0.0.1',
    'ff02::1',
    '64:ff9b:1::a00:1',
    '64:ff9b:1:a9fe:a9:fe00::',
  ])('%s', (address) => {
    expect([refusalOf(address, 'allow'), refusalOf(address, 'refuse')]).toEqual(['never', 'never']);
  });
});

describe('where private addresses are refused, nothing is asked at', () => {
  it.each([
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.10',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.254',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::a00:1',
    '::1',
    'fc00::1',
    'fdff::1',
  ])('%s', (address) => {
    expect([refusalOf(address, 'allow'), refusalOf(address, 'refuse')]).toEqual([null, 'private']);
  });
});

it.each([
  '93.184.216.34',
  '172.15.0.1',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '169.253.1.1',
  '223.255.255.255',
  '2606:2800::1',
])('%s may be asked always', (address) => {
  expect([refusalOf(address, 'allow'), refusalOf(address, 'refuse')]).toEqual([null, null]);
});

it('knows metadata services by their names', () => {
  expect(['metadata.google.internal', 'METADATA.google.internal.', 'metadata.goog'].map(isMetadataName)).toEqual([
    true,
    true,
    true,
  ]);
  expect(['google.internal', 'metadata.example', 'my-metadata.goog'].map(isMetadataName)).toEqual([false, false, false]);
});
