export { createDatabase, dropDatabase } from './databases.ts';
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded-postgres.ts';
export { type FindRedisOptions, findRedis, type RedisBinary } from './find-redis.ts';
export { freePort, PortTakenError } from './free-port.ts';
export { type LocalRedis, type RedisOptions, startRedis } from './redis.ts';
