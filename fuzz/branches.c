/* Counts the branches that a program reaches, and prints the numbers at its end. The compiler gives each branch a counter of eight
   bits (SanitizerCoverage, inline-8bit-counters). A thread of its own looks at all counters twenty times a second.

   If the variable BRANCHES_FILE is set, the file of this name gets a line for each branch: the percentage of the time after which
   the branch was reached, from 1 to 100, or 0 if it was not reached. */

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MODULES = 4096 };

static struct { volatile uint8_t *start, *end; } modules[MODULES];
static size_t module_count, branch_count;
/* first[i] is the number of the look at which counter i was not 0 for the first time, from 1; 0 if it was always 0. */
static uint32_t *first;
static uint32_t looks;

/* Called before main, for each module of the program. */
void __sanitizer_cov_8bit_counters_init(uint8_t *start, uint8_t *end) {
    if (start < end && module_count < MODULES) {
        modules[module_count].start = start;
        modules[module_count++].end = end;
    }
}

void __sanitizer_cov_pcs_init(const uintptr_t *start, const uintptr_t *end) {
    (void)start;
    (void)end;
}

static void look(uint32_t number) {
    size_t at = 0;
    for (size_t module = 0; module < module_count; module++) {
        for (volatile uint8_t *counter = modules[module].start; counter < modules[module].end; counter++, at++) {
            if (*counter != 0 && first[at] == 0) {
                first[at] = number;
            }
        }
    }
}

static void *watch(void *unused) {
    (void)unused;
    for (;;) {
        look(looks + 1);
        looks++;
        usleep(50000);
    }
    return NULL;
}

__attribute__((constructor(65535))) static void begin(void) {
    pthread_t thread;
    for (size_t module = 0; module < module_count; module++) {
        branch_count += (size_t)(modules[module].end - modules[module].start);
    }
    first = calloc(branch_count + 1, sizeof *first);
    if (first == NULL || pthread_create(&thread, NULL, watch, NULL) != 0) {
        abort();
    }
    pthread_detach(thread);
}

/* The branches of the exit itself do not count: the counters are not looked at again. */
__attribute__((destructor)) static void end(void) {
    static const unsigned shown[] = {5, 25, 50, 75, 100};
    const uint64_t count = looks;
    const char *name = getenv("BRANCHES_FILE");
    size_t reached[101] = {0};
    FILE *file;
    if (count == 0) {
        return;
    }
    file = name == NULL ? NULL : fopen(name, "w");
    if (name != NULL && file == NULL) {
        perror(name);
    }
    for (size_t at = 0; at < branch_count; at++) {
        /* A look that began after the count was read belongs to the exit. */
        const uint64_t percent = first[at] > count ? 0 : (first[at] * 100 + count - 1) / count;
        reached[percent]++;
        if (file != NULL) {
            fprintf(file, "%u\n", (unsigned)percent);
        }
    }
    if (file != NULL && fclose(file) != 0) {
        perror(name);
    }
    printf("branches reached after 5, 25, 50, 75 and 100 %% of the time:");
    for (size_t at = 0, percent = 1, sum = 0; at < 5; at++) {
        for (; percent <= shown[at]; percent++) {
            sum += reached[percent];
        }
        printf(" %zu%s", sum, at < 4 ? "," : "");
    }
    printf(" of %zu\n", branch_count);
}
