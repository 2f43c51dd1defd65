/* SPDX-License-Identifier: Apache-2.0 */

#include "cmduri/internal.h"

/* clang-format off */
#define CT CMDURI_BYTE_CONTROL
#define HI CMDURI_BYTE_HIGH
#define RW CMDURI_BYTE_RAW
#define NU CMDURI_BYTE_NUMBER
#define AN (CMDURI_BYTE_UNRESERVED | CMDURI_BYTE_NUMBER | CMDURI_BYTE_SCHEME) /* alphanumeric */
#define UN (CMDURI_BYTE_UNRESERVED | CMDURI_BYTE_NUMBER) /* _ ~ */
#define PC CMDURI_BYTE_PERCENT
#define PL (CMDURI_BYTE_PLUS | CMDURI_BYTE_NUMBER | CMDURI_BYTE_SCHEME)
#define AM (CMDURI_BYTE_AMPERSAND | CMDURI_BYTE_NUMBER)
#define EQ (CMDURI_BYTE_EQUALS | CMDURI_BYTE_LITERAL | CMDURI_BYTE_NUMBER)
#define HA (CMDURI_BYTE_HASH | CMDURI_BYTE_NUMBER)
#define QU (CMDURI_BYTE_QUESTION | CMDURI_BYTE_LITERAL)
#define SL CMDURI_BYTE_LITERAL
#define CO (CMDURI_BYTE_LITERAL | CMDURI_BYTE_NUMBER)
#define SE CMDURI_BYTE_SEMICOLON
#define BR (CMDURI_BYTE_RAW | CMDURI_BYTE_NUMBER) /* [ ] of an IPv6 address */

const uint16_t cmduri_byte_classes[256] = {
    /* 00 */ CT, CT, CT, CT, CT, CT, CT, CT, CT, CT, CT, CT, CT, CT, CT, CT,
    /* 10 */ CT, CT, CT, CT, CT, CT, CT, CT, CT, CT, CT, CT, CT, CT, CT, CT,
    /*        sp   !   "   #   $   %   &   '   (   )   *   +   ,   -   .   / */
    /* 20 */ RW, NU, RW, HA, NU, PC, AM, NU, NU, NU, NU, PL, NU, AN, AN, SL,
    /*         0   1   2   3   4   5   6   7   8   9   :   ;   <   =   >   ? */
    /* 30 */ AN, AN, AN, AN, AN, AN, AN, AN, AN, AN, CO, SE, RW, EQ, RW, QU,
    /* 40 */ NU, AN, AN, AN, AN, AN, AN, AN, AN, AN, AN, AN, AN, AN, AN, AN,
    /*         P   Q   R   S   T   U   V   W   X   Y   Z   [   \   ]   ^   _ */
    /* 50 */ AN, AN, AN, AN, AN, AN, AN, AN, AN, AN, AN, BR, RW, BR, RW, UN,
    /* 60 */ RW, AN, AN, AN, AN, AN, AN, AN, AN, AN, AN, AN, AN, AN, AN, AN,
    /*         p   q   r   s   t   u   v   w   x   y   z   {   |   }   ~     */
    /* 70 */ AN, AN, AN, AN, AN, AN, AN, AN, AN, AN, AN, RW, RW, RW, UN, CT,
    /* 80 */ HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    /* 90 */ HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    /* A0 */ HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    /* B0 */ HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    /* C0 */ HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    /* D0 */ HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    /* E0 */ HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
    /* F0 */ HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI, HI,
};

#define NO 0xFF

const uint8_t cmduri_hex_values[256] = {
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  NO, NO, NO, NO, NO, NO,
    NO, 10, 11, 12, 13, 14, 15, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, 10, 11, 12, 13, 14, 15, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
    NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO,
};

#undef CT
#undef HI
#undef RW
#undef NU
#undef AN
#undef UN
#undef PC
#undef PL
#undef AM
#undef EQ
#undef HA
#undef QU
#undef SL
#undef CO
#undef SE
#undef BR
#undef NO
/* clang-format on */
