import { reachedAt } from './destination-address';

describe('the address of a destination', () => {
  it.each([
    ['webhook', 'https://siem.example.org/in?team=1', 'https://siem.example.org/in?team=1'],
    ['s3', 'https://s3.eu-north-1.amazonaws.com/halden/annals', 'https://s3.eu-north-1.amazonaws.com/halden/annals'],
    ['splunk', 'https://splunk.example.org:8088', 'https://splunk.example.org:8088/'],
    ['syslog', 'syslog+tls://logs.example.org', 'https://logs.example.org:6514/'],
    ['syslog', 'syslog+tls://logs.example.org:7000', 'https://logs.example.org:7000/'],
  ])('of %s: %s', (kind, address, reached) => expect(reachedAt(kind, address)?.href).toBe(reached));

  it.each([
    ['webhook', 'siem.example.org'],
    ['webhook', 'file:///etc/passwd'],
    ['webhook', 'syslog+tls://logs.example.org'],
    ['s3', 'https://s3.example.org/halden?acl'],
    ['syslog', 'https://logs.example.org'],
    ['syslog', 'syslog+tls://logs.example.org/path'],
    ['syslog', 'syslog+tls://me@logs.example.org'],
    ['syslog', 'syslog+tls://'],
    ['pigeon', 'https://siem.example.org'],
    ['constructor', 'https://siem.example.org'],
  ])('of %s is not %s', (kind, address) => expect(reachedAt(kind, address)).toBeUndefined());
});
