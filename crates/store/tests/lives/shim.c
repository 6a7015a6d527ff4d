/* Stands between a program and the system's calls on files, loaded with LD_PRELOAD. It looks
 * only at files under FAULTS_ROOT (a canonical path). For tests; Linux only.
 *
 * With FAULTS_JOURNAL, each change of a file is written to that file in the order in which it
 * happened, together with what the program prints that begins with "ack ". A record is
 *
 *     kind (1 byte), number (4), offset (8), length (4), bytes (length)      all little-endian
 *
 *     'o' opened: descriptor, flags, path        'w' written: descriptor, place, bytes
 *     't' cut: descriptor, size                  's' synced: descriptor
 *     'u' unlinked: path                         'r' renamed: both paths, a zero byte between
 *     'd' folder made: path                      'a' acknowledged: bytes
 *
 * With FAULTS_CONTROL, the name of a file: a line "FROM COUNT" written to it makes the writes
 * after the next FROM ones fail with ENOSPC, COUNT of them; "0 0" ends that. A "?" written to
 * it replaces its content by the number of writes that failed.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { LARGEST_FD = 4096, UNSEEN = 0, SEEN = 1, CONTROL = 2 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static unsigned char state[LARGEST_FD];
static const char *root, *control;
static int journal = -1;
static long before_fault = -1, faults_left = 0, faults_made = 0;

__attribute__((constructor)) static void start(void) {
    root = getenv("FAULTS_ROOT");
    control = getenv("FAULTS_CONTROL");
    const char *path = getenv("FAULTS_JOURNAL");
    if (path)
        journal = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void raw_write(int fd, const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        long done = syscall(SYS_write, fd, at, length);
        if (done <= 0)
            abort();
        at += done;
        length -= (size_t)done;
    }
}

/* Called with the lock held. */
static void note(char kind, uint32_t number, uint64_t offset, const void *bytes, size_t length) {
    if (journal < 0)
        return;
    unsigned char head[17];
    uint32_t size = (uint32_t)length;
    head[0] = (unsigned char)kind;
    memcpy(head + 1, &number, 4);
    memcpy(head + 5, &offset, 8);
    memcpy(head + 13, &size, 4);
    raw_write(journal, head, sizeof head);
    if (length)
        raw_write(journal, bytes, length);
}

static int under_root(const char *path) {
    size_t length = root ? strlen(root) : 0;
    return root && strncmp(path, root, length) == 0 && (path[length] == '/' || !path[length]);
}

static int watched(int fd) { return fd >= 0 && fd < LARGEST_FD && state[fd] == SEEN; }

/* Called with the lock held. Whether this write is to fail. */
static int full(void) {
    if (before_fault < 0)
        return 0;
    if (before_fault > 0) {
        before_fault--;
        return 0;
    }
    if (faults_left == 0)
        return 0;
    faults_left--;
    faults_made++;
    return 1;
}

static ssize_t command(int fd, const char *text, size_t length) {
    char line[64] = {0};
    memcpy(line, text, length < 63 ? length : 63);
    if (line[0] == '?') {
        int size = snprintf(line, sizeof line, "%ld\n", faults_made);
        if (syscall(SYS_ftruncate, fd, 0) || syscall(SYS_pwrite64, fd, line, size, 0) != size)
            abort();
    } else {
        if (sscanf(line, "%ld %ld", &before_fault, &faults_left) != 2)
            abort();
        faults_made = 0;
        if (faults_left == 0)
            before_fault = -1;
    }
    return (ssize_t)length;
}

static int opened(int fd, const char *path, int flags) {
    if (fd < 0 || fd >= LARGEST_FD)
        return fd;
    state[fd] = UNSEEN;
    if (control && strcmp(path, control) == 0) {
        state[fd] = CONTROL;
    } else if (under_root(path)) {
        state[fd] = SEEN;
        note('o', (uint32_t)fd, (uint64_t)(unsigned)flags, path, strlen(path));
    }
    return fd;
}

static int do_open(const char *path, int flags, mode_t mode) {
    pthread_mutex_lock(&lock);
    int fd = opened((int)syscall(SYS_openat, AT_FDCWD, path, flags, mode), path, flags);
    int error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return fd;
}

#define OPEN(name)                                                                                 \
    int name(const char *path, int flags, ...) {                                                   \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                    \
        va_end(rest);                                                                              \
        return do_open(path, flags, mode);                                                         \
    }
OPEN(open)
OPEN(open64)

int close(int fd) {
    pthread_mutex_lock(&lock);
    if (fd >= 0 && fd < LARGEST_FD)
        state[fd] = UNSEEN;
    int done = (int)syscall(SYS_close, fd);
    int error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

static ssize_t do_write(int fd, const void *bytes, size_t length, off_t place, int at_place) {
    if (fd == STDOUT_FILENO && length >= 4 && memcmp(bytes, "ack ", 4) == 0) {
        pthread_mutex_lock(&lock);
        note('a', 0, 0, bytes, length);
        raw_write(fd, bytes, length);
        pthread_mutex_unlock(&lock);
        return (ssize_t)length;
    }
    if (fd >= 0 && fd < LARGEST_FD && state[fd] == CONTROL) {
        pthread_mutex_lock(&lock);
        ssize_t done = command(fd, bytes, length);
        pthread_mutex_unlock(&lock);
        return done;
    }
    if (!watched(fd))
        return at_place ? syscall(SYS_pwrite64, fd, bytes, length, place)
                        : syscall(SYS_write, fd, bytes, length);
    pthread_mutex_lock(&lock);
    ssize_t done = -1;
    int error = ENOSPC;
    if (!full()) {
        off_t offset = at_place ? place : (off_t)syscall(SYS_lseek, fd, 0, SEEK_CUR);
        done = at_place ? syscall(SYS_pwrite64, fd, bytes, length, place)
                        : syscall(SYS_write, fd, bytes, length);
        error = errno;
        if (done > 0)
            note('w', (uint32_t)fd, (uint64_t)offset, bytes, (size_t)done);
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    return do_write(fd, bytes, length, 0, 0);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t place) {
    return do_write(fd, bytes, length, place, 1);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t place) {
    return do_write(fd, bytes, length, place, 1);
}

static int noted(int fd, char kind, uint64_t offset, long done) {
    int error = errno;
    if (done == 0)
        note(kind, (uint32_t)fd, offset, NULL, 0);
    pthread_mutex_unlock(&lock);
    errno = error;
    return (int)done;
}

static int do_truncate(int fd, off_t size) {
    if (!watched(fd))
        return (int)syscall(SYS_ftruncate, fd, size);
    pthread_mutex_lock(&lock);
    return noted(fd, 't', (uint64_t)size, syscall(SYS_ftruncate, fd, size));
}
int ftruncate(int fd, off_t size) { return do_truncate(fd, size); }
int ftruncate64(int fd, off_t size) { return do_truncate(fd, size); }

static int do_sync(int fd, long number) {
    if (!watched(fd))
        return (int)syscall(number, fd);
    pthread_mutex_lock(&lock);
    return noted(fd, 's', 0, syscall(number, fd));
}
int fsync(int fd) { return do_sync(fd, SYS_fsync); }
int fdatasync(int fd) { return do_sync(fd, SYS_fdatasync); }

static int noted_paths(char kind, const char *from, const char *to, long done) {
    int error = errno;
    char paths[2 * PATH_MAX];
    size_t length = strlen(from);
    memcpy(paths, from, length);
    if (to) {
        paths[length++] = 0;
        memcpy(paths + length, to, strlen(to));
        length += strlen(to);
    }
    if (done == 0)
        note(kind, 0, 0, paths, length);
    pthread_mutex_unlock(&lock);
    errno = error;
    return (int)done;
}

int unlink(const char *path) {
    if (!under_root(path))
        return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    pthread_mutex_lock(&lock);
    return noted_paths('u', path, NULL, syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}

int rename(const char *from, const char *to) {
    if (!under_root(from))
        return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    pthread_mutex_lock(&lock);
    return noted_paths('r', from, to, syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

int mkdir(const char *path, mode_t mode) {
    if (!under_root(path))
        return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    pthread_mutex_lock(&lock);
    return noted_paths('d', path, NULL, syscall(SYS_mkdirat, AT_FDCWD, path, mode));
}
