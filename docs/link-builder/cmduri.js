// SPDX-License-Identifier: Apache-2.0
// Made by cmduri/js/pack.py from cmduri/js/index.js; do not edit. A promise of what the module exports.
globalThis.cmduri = (async () => {
'use strict';
//
// Command URIs for browsers and Node. The reading, building and linting is that of libcmduri, in
// WebAssembly; here is only what carries texts in and objects out. Everything is bytes of UTF-8
// inside, so that offsets count bytes.

const wasm = 'eNrlfXuUHFd5561Xd09X90xJIxvFI6C6LBsZZiT5gWxGGPvanpGFLOT4gYmJF7dmWtL0vLt7JBRjz5gEDNjJikDAgHGc4AQnsRM7OOANZlESEtgDJM4edmMOkDhZkjgbfJY92STkhfb3+75bPT3SiD3Z/LF/rOZU161b9/nd737vWzL19qxnjPGODNwZLC8vmzt9/ni4+Ogt8xm/0fKyPhrj0izEZ1zF5WWXFfbcel4gWchT/oBXmJidXGpNhY3ZqY7xgkMNP/DCMPIKYcHzisYUSiUv6gv8sucFplQwflwIvYLv9SE/CAODy8OgvUo1qASVKAorQVApRlGxhDeVMAyDwJiwYoyPsnG/YUbFoIMFr1CIIs/zHykVShi+XVkJ4+JveUlhtjE73zrum2Kr0W60jjbMy4vtiSON2UbbbCsvtRs3u4eLooV6q90wL4sOLk3NTBqvT+7X1mdmTKkyW+9MHLmxNT+5NNEx55Qm5mdn63OTbVOOJ6fqM3aiMzU/1zZJODM11zEby+16a+rQNY3DU3PmFX3yMD410zDnb3Tpuan2kZsa7aWZTttcMCCZt861GvXJ+kEUu7AkOWNzkybriz1jvTgafOXWyy4vP/Ck1zjledHy+cae8KYzb6tJPXvy9wq7/Ac8a2o+ntKmNfY7JvHPw8PmJn4e8JpJgHvS85B62/wkC3jblIVJmEW7/Cv8q9OoyhYjG6bhUObv8lMUDdIwwettsX91cHVqxqpe6uPybGlNg5ryr0YrHAWbLvGnwh/DnzApjFUlldb8ihfbqoy4im7i1NjlZs1UTBx3q2/OjDWpGTFmKCki94TX3GriV3veMuYayGj8NBjHWEwaoMaowd16zVogzZj4ei8gqJLpzAekfFuRZo0Nk+HzUMfH4LJglx+mxuU3s3AXx5qGaJApH1BDn8e9Avv0OTdOgUBabmZBsxba7z0R1iLr1QoYTsH2Yzg+E08+GTYx8tTbg/IhUxG6yIpoGA97pBE8JOciVQA4/DiNsF61CHUxhYJMwY/n0TMBwmvvUM3nzO0yuvVqUbDMFbP9bCwYiLFQEf7QZTKaFdLwAFvqAERRPhj07qfFfUP7WllxqIZ1TQspEiFKoMuIXf6e74UOZtFWgL9WQB8GgGIfMnWuS9Hes1grca1X/wA1P3kTwNJfMl6x6AdhVIzTki3sqRaIQ/YT98qVbEj2j1ULhBgWHYu2tVJw5Th4rMcW5AMDuBSVME6LtrqnGuqrbXg17F4F7hUwQXD0AIeI+41jVdTS9IFRs5OglYL+mQWDnoIXAyWZBjQqzeSHs4CYHhGBw72yqEXrj6Nq0QZoC5gW4hbruC6LOR8uIfElLcTvjRSOJz2HfNesPOZd7j8KINmTD2M7PeI5sAGgpmpWoVg1NsDaEObWGwclxEZhhpe8egzdar7gj72iyZ1l7OuBt0glI1lQ9WxFa1+RMg9rsn1MRo+sq7PQVvZVuaxckAqnYeyXDJvJQqwudqTUvQ4Q6XPv+ZQXSkawt3xuXBnWQi3Kp7AZTRM6eArRTogCYWwj6afVtO291cDeZZfxFIwPAclDYJAtYLPE2ueI2aqdbalq+2zIVglvvNvJdyPmYi2yTcC+zb8sjRa5+e0WB4e02YUCnra53OF85FjdKrd0CSRSNvc15vIAN9kyO0gOQnvvSbO36lu/FriVNbz7yXn2506ENQdHA8JU3SdLEHTsI78esocasMe3j3hN+42Phmhwi3v6xEMh6m+pyGszap4hCqD/p3k/8cdA5SeZetJrro7jaY9vmizOTnS00tqXPxbyVbIl7+zplTCJWecRj7+Pyu9jXjJARBOC+SHPB0u8B8i4AmQ0W9mi8Ix3IJGssgtsRt17oOvG/rMhXTe9qYsCwOv6M/Iy4PUtxNxrVvAvuUXp4yfxnL7nk0nfLv/GWDoi5Eog5BwHx7XQS52Frq08HdZCYlSgeyGwnWa/D1khVtrDpROsTirsgjMtCRVP9nMnhyDgIGarLIBbIXY0PA3ir/ogpuhxp0ABG9YTHuIJ0U6N7tCQ0OEG5ZCwUOSiM/aFJ0IyO8HkoSxAvzUW/Ll7CXyiWhq4YVnPvvdEKGjKn+GkqtQsIP/je2M/+OPyPuXPVnn/Bz/DdgLQHe4o8jVb4Zii1G+yN2G6xn7vV0L71BNApyHpdfNqr7IFZfsk/agMOPjKA+1ffVCHiIX+6QdC+/X7wNpBV4bcWL73UzKWhD+bZCyKUEb2zjY/1FUbwOQBVc81upPrV5F1BspuSBrxhfIAqHWJGDYEcR6vuTPkZRi/Ecy7y13QEGbDWaUeZxRxeX2ZTsSVJe3FdIAvH5chCaHudzQ2/hE0hXe/8zjeKcyEzrF3srrAftOQegQ221PlAOxfExIyEuslDUAJAoe/dl7SWJxwLj7xK/X2DiUmvqfLE41gqieY6jvsqa6LPbmo4HElRdYg0eUcAgCs/wwAx27Z1g5IZvoqbBT2Sukr9fIyWVDDCDHVKrcHJhO/QvY1R/CtEEuLdpEYsiIhJpviD/ueLyzJ5PLQVtmTjroMywOktWl9vqwp/Xff//3HQKoSJE59FInNSDzFRIrEw0xsQ+JbLLMzFSqN1CZNlUhW/BxA/ur28gKVFrftkc198iOh/cq7Qvs/3ytA2TQkNPSPHgoVsfnwCX1I5aFL+gS8oZADpXsGYCNEZe+nnu4hliXXFnbwQyK/Kpy/OegNCmDu9RQvo2u8y4MvrWD/KUm7PDjJB9LhZ5mg/PGMJMAgnpYEZOUnJYEyj0kC+P74ikcCMg1JJ7K/gFHVioLkYFg1oLdFwSZoQ60vTyO/jDR6a9ZiAKiCqxosQ0yrYqxYfdwC5PWvFb0UEdP+pnL6ACluAezzjv2tz4joZ9NFYmM/kasf+zJOqyhVGxA2O0r4V9PKXtwG0up+snH7nadC7kCMK0vQb+ZJD0S8Dcm1Vd0gSI1V+2KWw1xrG2X7RSPmcyugAEw8SwjsYeo/rnhji7VBUF2KDi4H7zAfrzbIyVLwAsN7JcE6al6B2+CoeblmbsFTlegXpRt3AUmjNNlFCgEO7m9Cn1UhOIOUJCmZc/YVe6xpo72QHKu1wR4xtWLvbPb3lWPAII6Ft8h75I81+8Ow7JeRVbHfAPUo4f4CZPUyxptWMAoIYmjO+nurUJEslap7BLggNRCjKxGlwJCCj48bWE9i38EFC2XvQgPbVy0Czt7ealGWqSqVL1QyBWoU5Juf6wOgs+x0cg11iAJkKVmPpDZI4L0CYAxiWb3rmv3Qpk0pVujrknloHMuVBeyBJbw+w4UiMD9H/Bwxn8eKeZrzecVYtyotLMsoE5USgGOX2259M/BAsMqik/bDdMC++M4wua5q3NO3fhJPY6S20ipaiIWLe02lyGmL5M9+frlpT3mL9jyw0n6m8KqmQNgxLkj6LlfiLwCqElvzuqNGo9UisUhzgWDdwbywZjD/lYMh/xd0wgwrRUHUr7hpY7dTLPAGBAFi3dWbiZv62MVFGQmQmKLrIhDT7bdB4U9ZcED2HBlWFqaDMlPPHgUq+cZAejxNSUK5zUCa/tALjY/ByZy2ZOAR1HC/aagEDXKTQe8+gDRYo6iRkMUjTsCzSxD27Sv2QZ7GPDv2vpWVd0XY2wFxH8JPOphcU420oA2A/k4jB9IHBa/AAeHpuvwJ6b5x9OPZV+ntBeB9JICqiKzvRggeqvimdQPZOFLXd5V8Wet0cJrbw3HwwSZI2DL45QtPQSOQPRCNi+2AaJ5WAFw/OVdkNp/oH1al1Yg6SneJuQiDYCbcUCIiAPL2OZBI3J7FIiZXsp9B4ZhakiN+JbQAVXQIcixJwFG5Rdt0wI2wdk46SJETnYZ75P05uobc0hAmYzyDK5+bC4uqOZGjvCzdpCt/rq5Ql95grWw67iZQsa8hhM5JN6Uvs//4K2FiHVBlie1G9Bk7DH1ljN4H9nH3DBA8lUo3JVNQydihkezKQWxHDroCUAI5D4DUQfMBFdInj/QHVIW0J6TCimswreyHevM90HYP9Ycx0b5kJ/VKot1yMxNAY0zoY4OiMufClRYpSmifT9oEJM7ElGGvhJoIVVBI3JjTxr1cK8qg72cbCJUk3YgXG6ZTblIBQZjLOYM1JRmUJpTEuR3mHaAQfPY1d5m6yMhXiSIXvZCXZk6l8wSlN6FDX7Y64Cq9iUZBxpuSUlLd8gRmPVpE7LgzqHGcltO+ZEzXI0hFRJUhg/dnflq0KyfNaQPdnG/750iVx1TTFwTNh5iKleFrSt6+rTdUTcZly4nOKsOUYs+vyO0F3PqTPWNVmY1SNZnSV0RQeUwHgEp5yzIma5LrhfmeVoOimAyJe1Q2g+AVCj2kMJWFXdtuPknekr3AE6/TtM+Z5g6vCwEvuV67Qiv2ntQ7tphBKMKDQzChrGPdjiivpF4n69e8nl685I3MwcbrB94vShtxr6DMpc1IT3DtG6pV3Map8uUfOoNpukb33eJUUqw8FVnVebfkKi8TBIqq+5syX9ZNpVmQ/D1qBxOlCQoobXjg+KLuUPAVUwqVlf16w5ih1+yRJlgDIxXpPxTjH/YuKDo30vY9QjU8wU7tAG2Tn1qxLlCPJMeK90CQF+OfTxI3QFga4bCq+oSkPstWLLd7hwZySFE3bdaMU3wImifKqhB/13e25FxG93IZfT194sQfy57KLconukhOm7KqPL/2ACRzsZgYl5/5ajHxey0mQuxP+pgrlD5gIaV/lj7p8/cLPvRRj1pGEqvFepOI7d1ez5M6f/6ToT673A1SS3QD0T/t794vDdj3YAO8+J5Q1HM0tsVpwZ7TgpH1HunlAS+p2ofv6449xdgDHbvfsU8/3TN2IifGjuUx0s6X3iPtrEg7P4F2crhsUZMdy/zTu6XM9Xj4ihrVqlrmRinwX97DgQt9NPb375Oyt+DheVdW5yQwIOR0zkNiL0PJbRirmts4XGe46A73GT8fri/NO0g8I+B+VsH96RWFFhonAAJSc194NhRsp7WqDiW7RsaEVEUxy8sND24FmPgGjRsEkT3xKWjN5IvqSciN5ej8R1Nz1Cox8LpGAZDgxSEZDFfXV1OHgPaE/H7QS/rJkGMxDNV8h+CufzV8rI4jd0KIYyIZyNcMakQv8mpq8w8E42MfFZNDamS0/627YCQd1O11idQ2hHH8jN5fMKq7rYIh/MFg+P2HQvvVh8Rcszik09/Ssx8CUFrZD2JgdGrtlnzC1KfiXKz6QeD5zP2hfeSBkJRj61ASr0VYaC6RoCYNngfEBoUt8DW3BaKKyPeoedmYUEDKjzv5iiTL06rbUDUHJX08kMNqIp5++aNU+NDcySdWx/5dmVxkv4AuHLSefiI3tRgrzh4xpRQ4Qa6B9fcJtwh5Iw/nvD1ozKEMtdu2s64ENiJE1oCii6lqUDgdUzgsn3aYJ8t+pIbUJ0EwizQUEH9uUDX0On26Wp+u0KfLeNvt7dTMbapVbNWnLVpks2Zu0qdE3znVls4G0X6LacSSRRap4MnQayU3epFoFcpKVIiLtEgkvIGr7KJqrNY41MTiJTe7FVOZiLnECggtTffKKQuhrtZTHwmtMCk6IIS7pSX7/vvC5CZxjsTSdUCbACSLW7RtWtNLybVZnzJxj8MxaR8L1UIuqCxlmBqIj2mJOCUq6o49il1vrHq9i1NM+yjpksyOZ4SE+hvcUgO1rhIPgT1/jw6nCKZ6axbZlQLmtq2ZvHlMvD5F4iG44KJs8KIYF/eLSBGx86sg6kd0EgEjAQg6lmhDFwZQtJeJHBsIuEIBohbY6bwfSH7Py0qqQOBhWHavN66bgEhasiu+bOoi5cY+tBNZTN4+CsUyHM9KQ2j1trSkBf7Zy8pjrrNychuq923zb8i6bfSRklDK6iNPQIJr1YfWTt0NyegGToMicR/7BrxLAfsvC4kBDpQ6GTCcDVkDcbaPuF7eO5SGLe6bPm4StoUGSm4BCEdA9S2xIiHRDvpKk6JciQhJay1WZwiI6edme8GfKMcftQgAJoI6DnGwYxVrAn0aTQMoIrSx9NVU1kINGppsny1L7Z9h7SGSYKIdF0p8pp7uiNCerGE4D/rN5Ao1gxVHzKPY9Qp4Qjbhz0M+9kUSa84jfiYwL2XBuCAX8fmA+pyM3S0LSvnHI1C1ZUr5VVkv1HuP74ZjV8IuwnmKEw/62h3ytzaT7bq4W519PxLfIgUx6iKiyrPHC8aHsEsU8LYCqOsc0+JFwYP+5eKhx6wusooJyLffM026YCqgP2rduuYU/g28WaXqq7GNBPaVT+KNuGMy0ijKkhWZHXop2q94QiRvy5cbs0neotuZO/5ffsrteK6pr/Ql3/e+7Pu0mPxITGfyiNlCHaoICkmKeYcaztOui0dd9k07SMmlPAeR/+gMdrfd2VLnvTOC9e0jXKiUVNX/xjqbgC9pMC2mewrC8Y/RLv6FB4Q9qFsuUCEzoJD5qBMy/ViUdlpi/eQGZRpc8bNweDFysDEb7cl93hR+Qvu7j4fJDcDSG86L45cCKBUaheC846veXLpC72n2V3yf4SoB/3mBMlZxcwogVEYoNdUjLkEHTO4S4fuL99HBTUFJFIotxDpqpJUZaAqpucjfQiE9tB86IeEKVFUH4rz7bT0dsOw2Feh/9f5umzqQnaQBX4ZsvIGMOm+dObuk8W9/QBoPRQ/Lu5ERjZiLgb6ubtita/K6xv7jO6WuqFU9QxSnbSZBIAU7IAY1MGly6vGhcRk2hKPPhML4c+EodAEVXclI5hlK6UicqtTfh4k+oUQxxOIUw7hAQdB7SgNEkQEfoDJNFYrC00UAmu8JpBfv1fiPfNy6BEF8cddtFWwVR5d467reKvoD+UNvVaA+myugolF7og55FWp2+IBtkBohL6k/bU+dAlInR6+GVLRH/WUYSfxhT+Nb6JzDqD74cGTFAfwgEg/Jw9bEP8/+DaTKVJR1Y19kOIk9sex4K52FJMt0Ujk5/Sc0BXpbk0XReduXIAOmXBYI9vaxX89LP64p660pXdKJm/iHjAq6VAg5Ktwwyg3GxC+54JEnS9NZCECF16yULve3chEgF9LeEjI+6SUItt+hI4fCfShBSgBjKDEfdGOG6sbUsh8JpVCisM4LJfzZlBf6xkdU4o2CrpnVDhEmT1F2FApIinDys44ipF4OKsqLjHDxJTpGVqEo8SJpgQKJKjRrBRJ5Ie19IW8v1l3SO8ASfyr5AB/7mM4CyZWV0L4P3CKQydP8E4raxtvWTKIR9g6dAVrUfbKkTq3VWJ1Nxt4PVenFx0MWfPbhaChJ4wYRBzzxaVZ37iv/cT7QI/WYJIBOjwgqiSnkoTxJmQyvHn1YgohO0/qxJ5NN5/HxmYej+JlILQcvlLrhLbLS9LjJSufUaJPyDaHsoTOQbLZVbkQuWE64C2wYozxQPcvwpVitEFumC8lrxLMHoGvNp8VawbiKi1j48iBRz58Ey+AHU5rOvZnN5DU6LcwjK4oJDCnhKfZvgZl/B8wscnEk2kA8jxV52xNu0K/FvyrIKe9CqGKS9y6sxoced+srOe8TncZXv+VqU+q0zJv6fu7LTPmzLZO3WzPxGK+DD0w9pBlYyeRVGlKyTduC7ix9f6EkHW1S0HwFT4WuN/drDIIRkGcu55taGtK6cwCvPMTYFMzYvo9u3WeYQpUnCeun+fBhFjjpsmUJnuXDR1n6S0w9S7/wc0y9yLznSyr72J2ixgkciNagy5lxDlpmmq6PlkZAxXWdmfP4Mvmh0wAWKcBEGF1vA/nAVRLmkrEfJ+0EhSaddTsnU1soUvbXsKWefEJCElL72+gl1b2RvEr6TONnAsV9DVzpiXdQFUm0mXGNH6LO46IE/Buo2Tgzn+o4Xb2HbkSxz/k5mTG5nCjUiZ6MX3o8rEHsqhUYf/WNj/MBjV4vtcVgzbDBLNLexatQxCZgGwwFrHpqzpRHlDOSl8skVKRuVI9bWTW/P0Fy1U0nWTc31YVi7PeNKl1/YkTr6vFZFihmnQ557ZCUlot+waip0ndsBxbtI58T3/SoGZCc8OhqDrdFtUmqc3pzRsMjvbP0ZjR00n4KdPZjSmfTPIyzADL3uTB+lwc2pVwVpI10gdfeoZrH1zWflE9lEBpZc2+n2O+UhgWUF4wIEhA5df8kryaMXZv0xJkDINoD+1oDsQomjALbkPrNro3sPs/Fdawug9/1fP65pxbHX+jxhIoJmDKYCxGi59QfUza11tHvqyXEXxMOK+rXxbJylOgvtl5bRY6PcSBKh2Urg0nQlEw3zt6hTMJg9g3VAkdIHUarVdCBB3Nzjs9ybsPW4BbZVaEKuycxjRVPgmVASK1Pa7/9H2i62Q0QKomwT0QmgMX5svOs4b4aSXtG0O9FXVnNV1lNAn+TS84T0l3LY3pR8mueE+KVevaE7CyrrSLS+FcJrihoxwX2WWMcbUFjWAJsvFPeuOiFPatQWhTLgxgQTkq4L9jWWKtWFLtYkaaIkPG39KuGwtQXJRIiStVtGTnlokgM6A/oLlY9pmhHxxns1hslLIFXuaz6yVDj6l4wIq32OA19Db6WsFJxLRFtL3XxVZe6V3vU3eDnYXipGIdfv1frXk3fRsGFQmswqRranKxJWcjYDz3I9nxxDWvgaE2MadcB8YOuifEKhzShfTMIlz1XnL5p1LE/vuJMHWx7c8duXkouU+uTe7Rh8tq419rsUxFRRTFMdlVkEJ+QQUiEcUnspRBMoL0Naey0M5dzVgwvldvFufn3sszv0S+gqYhJOHLqSkR1ZQ8VDbGQKeQ2K8SosFoldKpdemu1S5JJ++V3h/al+2i0rY4POdxPLpVqHCQI0AMPhvbHH5e47PYQxVr6nAUBNZvM6VKNYDcyyf+gk83twCK78N0uQf61UWUBDUighq8jpoOGKF/IvUlgQL5ysbzH05xG2DhvhXLj6ijZUvgZIZoSyu4z1oPCYE+sh4vL27Pq/++Rq331Bo7HK77Xt6prqSLoTIaeOtwNHWbC6LDfTmK/7fAoQKrZ3LdFjQ2XIHx/serUwlCXskRazboSbImfmD/lZjKpOnY4LXpcVqSXnBHqoKPlWom3uNbn+Gdxn4RmCinIymkfB844I92SoHFiQiNkY/t5D7XLaby/ylh28oWimkKdUCPMw1O1VMhSKARMiY7AVkI/iUWyES7vWcn4NVLSUW6ZvRBdPQoRryHB8e1a1nPxNj2kKlwUnnBB6m/wuOeCnBEPU2xiXtDDrB2+6nDkdbzN5OgzIO8YVRAlrz0zwnKLUYwp5WcosI+1SnJZ/GUf1Jjr16ppTCREOobOUSVbE+ZWbPLoAaAdvLFqaN1MoTZAyElLa3FiEZk9lsx13kuQubSYlZw81vvasI71z8j3JT84I5+s4B3AAJpum9AjKRG5AQSxtISUH0tdpMRAw8kQVzEJClWnDTEVBCYPEymb9q/kdTzpQedABTxYjP6B0H8+SfAmVjy+v+T1u11EPwXBCTz0iMK5ZiY2K6kiepr4m6f3aWDfdK0MsMeyrEDe3N9d66uoRQpSMBlwnDPgmLOMnZiBbS/ehFRdAGnYyjDUFheWwY0r4WKtmvZJNxrlSCfeQHC1f8YfypQOdE1r/mlb3lPbrhZL6rT6+yqgFmQE/XHab8NWrT8dICHtqdiq0akT8PAAWO+oaAdYkkTnsUGdeQEXupI6mxND8VwE5YrbMOzlttimykxSyeUYyRn6U48dd1v3elp3LhhtztiiDLZC00JMUzYXoEiJ5WCWjFXF01CpbQDWpMl0bSO5UrrBBchsoEWLkYIR99lGW6SOUVZjhn8aaoLYcChlKS3qTiblNq0pV5ZBppu0KBSMdUv1oZTfUypYt1QJpYKeUuG6pTBrvFktFa1bqoBSUU+pwrqlIpQq9JQqulLemlIhShXdcbGN9u3N2kanZ6aDvEkgWeBwr5yD0zsdTFpfEb9XFCmkA7SQF9J+LmaBmkIJtz7u0AI9LrpDUbocr11AhvcNYmTYSAWmCkxFTLEQpcRB0pWYe3CQ+Cpe50GSFYl0GOxuQityWFEZih+f8r1qfmSQPHXZeU5X3bKrEkoWJRsyYWRFCckNakrci6oAga/zgloghK2PzALbGvPRGHzMj0KDWGBJn2JOO6aFH6ygmhYgSUSQnstoOa71B7kzz9EPDLqSVhV7z5QfeKeH4exv93AbhBLknPXLQZGswjTVS1wYtY+dyXu/mqd55JDCOAOz9fSI8FWG70oYGySITlPP+4juSzpM89NuOTiG0nL+y9m6QzYWrjL3QA8sgqO/TnUYjTP0taFAYxxDPWqQvF6twqLYTPOZIkEY36MqYtCVxSX2yM8jM3kAUbQh6g1WA+EIoIgAioDWp4Mv/EFvx/OTBKJIpP6B+LNBVxgLV1UJsvBz3FlAQy6tYcyq5MiRBuqMQfIGFaBR+twx1fogp7nSjHT1hJgJKSpq4FRJYw19ui9D4UHUg3K/NBiri7S8HzpRaHzfE+dOTPcnLYeJ5YnGPungn8x4Fg/VymT8oFfoQvcjXd7ltGK/Z8aHsr4mFrSUFqfTvn1D1GeaNhFbbnIVR0wTbk28mmnMOEsp6HSnSlqi0ldIK9LdvxgelqtIuKacItTIsKszMUzyVAWYdzTkYibs80+FKKzKTDHZmUXqXEP2tP3Tx1XQqlAqrjj9lgqeT84SVT1nTDQKylFyRV1/Oa0W6raP4k/73QNWkbNTiWpdcKciuErTNtk3lBXVJyECLV3pXEeftJ++VVsWGxREFS2l65e2AMG8JM/KVmxC86wR1b8oZyjTghBWgaXGQFay05rZrU1oOCwa4WpJ5HAA0KlszEGiwpDqTi/eU/N7lBWGc4pKwIgPn/CT7VpMrIbg+fabT4W5lBIKhNJiskElUj8PHNIYQoWbFy+JdUgcs2racXhLe9O+IVCKgrOkFZ2G5OZy4jf0kG2JLmSxmrhZUY7kydxgJpWYxlOnfscA6pEzcbDlffGfek6Yt6fMPqEQurIa3WdPDbhMexWtKK1R48lT4ag9ySdgx4DT26nQL6DQk4GexzT0NJ1e25enylH7gtTO2+o2bnmg2OhQT6sayNPGo/a761bttrzaVkh25EOx8XMyGIDLRLK2+5TwNXl6OTl3TMnerJ5U6tUBpVCXzhglMarDAcXekBlZcBqWPI20hMpWAafI5PSVRKjz/io9DLZG4Xqrg/xYVXmdcfEeVvQZpetK0dQLHvO0tVpGpm2fkHP76Y+Etk9CZUoD4lDUcAXaGruT5nR15nvdpGtGl0y6jSRGFPzRV7biy2FG3rqOqFDtJSDfdKmdTtypLwoNV8WLZCI6oAB9O0ahgVPOruyU6e4JZEggbLuQG/AintQQJyDPwYu1tceAF+ob0qNQncPatnQpdujcfMdTempv6T0pTv94HIWhbyIvCqJAbTfT1t834FLxPrGbLrddlPCimlHbguQkg/HDvrNabs4ijbHlgXJG64e9KqN0B3YRBb4feBK/V6EJIrQvzwMcCzRqMWdZmlADn7N7FLuG8QNiVEfbewYY11OUFjRw9yqRecSsRg4o57iKclgg110KQq3Eah06Ez06rBVVxUKne+QzAIaSH/p2drHzeSQjZPNRr62koANdFTU4HNSTE2+onYxCWol/2VdD6HPuUBuP5++r+fKVge53GUqZHveLVE6VoLOtehQm5VQk1IDHrQLxHG2RU0LEl6YcsxDw6wcUfIno0eNtYUuoaTKm4UByfpXUOLI7mz0nqYPTQzZ6TlLL+bmtUkP8KmJu7NewoocZHrFVnLt6loyRBB20dOJToZ5X3Ir2PvipPKBDz+lt05DyPG67skED1eUo8ixIPiD8nBGr1Db/Bvehhf7c2J3HaIIIdMMQOCCRV3Z4aqpcjYCXwxeBRCJaf+1pAmzGm7ombceUlxkt4sk/4/kQa2Jnt15tMfOJVfZKPejrTyc7c0QUo+9t3ROqfq7urwZRBJksVEUCOIVhV5rC+ZIrU4mGFMcmo9BTb39V7VJOhvhhZ+lTJShQRi58LbQ/6+1znJzHV0zcJVL56VUU/FlPfvYOubPsnli3ciaQ5qS6KoxOBeAuE3heIiHKalhds53vlm9M+EEhLESQOcqW0Rx//kFgQXLukGOY7z+Rxy6CiqNIiYES90rekGQUNU7FRqt1vnhfaAtSx5MijH3/9gckLy9y77sgHkqRUIpwY/7q/ZKXF/kQei7rmQAp0pdKIDfzhpQRXqxE0VfJhWEzGkyT7Hd2sT/6eMiLOevW+I0HQl49Nb6OGl/vrfH7nldazl0DptedRZOX2O01XoLnStS3FalPQDiBHaZ0uxprIB8YwUabzoks1cOSROv0IVUWJClLtI710nKHUjVlcRqhbx+qlfLQwjJbLLsDIIx4lGggcYdLhLwv2pSLcgjRStDSffOwOu04EZIgKCQyjyHRELycqfXIY4JivjucVch3LPlkYVyswmfhogW+KODW82IP9b0ePyfja6QtOzo+pDtw/5oQoUDpqVjmJEKoK6m8TVmW6MgVFXBVbknuJCF14UPvjYPCsnePNPldz4UdySEwsZbeWovURAoJe1qXosdEGqU82SzOI2cihYRJE6nXY0Fj8oseLSs9roH1CgS+tig2o3Xeq8K2zgtfLEPrtYiBvYMqd4k4UXIQlUEEOcXUExCBAtzNKO751IysoRjISxoDXHIxwGIa/Tadl5BBnvd0CV6QO2C1y/+mHtMRpeOkpzZV+7zXTF43prHI33Z2RbFkRgyKlPV5wdNjOyUGijLjm7Ts4/68V5PTvBcFz3tZH4MsIUWJkt/3SWHVWSH39LvPBpW7j3R4lZPbwPlLeiDqrxyI1fgMCCU8lKq0lM5sxpeqKldSy6cKvRTc1GUW2E3C9UpOMqL7a5NgFXOLqoYlwkYZKR6Laadk/xjk5/b88z7OvF6SBjFH/a4K7lvFpxRSp9kshPjtTVtQWRb8O3krpBfffRFB88rJWzSv4M6fl8TDxQ+J+Nto0mShQvKjo2aneyjy4WJJ/ncPtSOtnUjE8p1dVxVD2ksYKj8IQxsU+lYI8rMb+Bnm6n5Gw0hu1449+4XPOPFgc9xz+l8a2ChdUdgXTExuroQ5aP72PgeawJ3XEXbu3JoqAQEHB3b5l0FBL8ponfvS0441uvI7Hr8pVOSRgOJYNdSxfsejHE48KKPIIy4MlzO7DBKdDSxNwSFIDL+klBZ5BIDjeKeP4XYH+Iv5AI2t4uVPaCtuBiXJD9fmSyMeYBbolF0sNYPval5XKvFzhNUzn6INy/loT1Qo9o2ad0hNKwZ1cY96dI8SGt3zc4CPnHpe5DeeTC74Fd02I0psVpTYElvo1jTR5IGeLp5ccJqnP7jPeYKCwyjlaC1flgLrz4pjPFxRlBNzZfWwlBR5wZXimkQXlFZBoVs79STW2UHPrcHNVA+/K7LhAadmlFQmdE6ogNKST4kq7IbxBHp8YVXWU14rLJpcix2G8d9EflFPkezUKEmhWM95eu+eEYy0oqc0mScUxC9f6KHy3jTxTYYTHagGq98+Kdk7mv3yLT2GZlNbKPZwL92OSn74fRbFlDN8LyU1T6Gxn4N8WvCKfrEYGUL0BNUpv1AoBNRWeOY5shHdS/bRB0WeqkYSRynf7irurYa2KG9/Cm+LeEvzd1E/3xXzu1CxvP1lvI3xNuA20m92hfwUUyhvP/2ginO+DcSzpnU9V/fDrq5n+7hVPLKLUsV5Kr8LnZzEk5Gmyb8bY9xFN8r0TdTjeMRPnIjEDvHAXTnedNgC8VtrYycOpSHrB4rBX/PcKRTnyRFG8zVlUhhdWQFc4rKr/iJY3weKX+xkZadCBGL1TMuL0kCR5mb7GI8yihBEj1655QJogrRPHrRg0GlKkDKD/+PL/W7trCyHEsXPXeYBEfdRnrSoZ1FF6HhO4zAr+THW+JOZl1tVYnIwPSKh/mwxZTq5h94qzMeKgiwoRQYqwpDC1hddtCKoWowl7BcYXozvoP2B4SZ3ujgJIQvUtOiL5qnf0LnvT50KFrXttdpUT1bq7/aM+x5Qi0de7vbkNKyc2fIX9bOGErLQXsz8lob0PObOH+mXOLrnYdAzFCLH70sMs112tEHEnsC96dPPTt3W/chUjxf+g+6AcSKHaN1Xo2QPB2pKCqGAsy0GUeVftkrlU3IuboofYPFo1Y+dfM7jCoxZynx3HEUVdjHU+HpWi6fhJIO0yhOpcaDXEbU2ZL0nWN3rCVffXzO5GczEu+WDStwanhzTZWxbyXH+igAlokxrrBjuBFVXcmq5TD+FVwvy2B4Ms3uQ0TUWamNirKnopwFE67ldjCaq7+Rp6ja3q/NYtJrbHY88rd/bYj3+GcSbTXfkq6MMMLA/lKgCJyuTYFLFhOAv7mjwktwj7uhoX5OqzKrgXFbBGdvwzNiCVVVmvfeBOtfRYlZeN7YAddaNLWD+erEFTmZWPUp2oxtAEEtLSPmx1EVKYgs4mVg8+CItl88WW1AmTGjIk9iCSGMLorQsFiGNLYjoT3WxBfWuW0HCy3JKIl/QXM6DROUYvJ6PD6mrBYrPWNDxqsNB0X40YgU6pxI81X7e1I1rqWhcizqVpvMPRokLzMu/oyHmUVIRv3uEyp1Blv0xHe+h8rysX++E5miD6/WEl9c12YPLdJjjd3NMi+SqZQf22VKnpSr1Ez5U6tU9peoAg2OayUT+dQ5yhIEs0g0X2H7+VJvJZJcZ3KxnVtSpoNZV+knUkB6KI2/EVLHQuPWrhlHSb4uCuiq+pk75K49XdWV0CFmfGBn73OtxF6Sgwp2MrU+duDJEF6KkhweLTO7XAFMdpN8dZMkNEio8BxnpINUGyVinEmOcis7tHHXN6lF8g6zianBrgLURDZ/WIoUChaJ6Rk+6O5N+yuMHUGQ1jVtNhf1naQxiULr7yuvneRdzyxtUS3/5Pj12KZGQ+WkoiHCL9gV39N7XIEn1fb/kKXz40pdPKTpvC9r+2TwtHnD5dB57CLWHoNuMNHTiHghDxhdfJD/o2NPOv9cwrDB+s3A/Mcr58p267gYJ9js3qka0knMgE/jFDblvSO7+viH5Xq3UV7bHM4ylOP7NKz0jnzp+6sqs0WrNt7K77zbZsXprbmruMNN3330HMoazpdbUNfV2Y+9kNppdcPNN19504MAtF2R3m+Fsod6qz7az0bvMXdlM42hjBiW0qeFsttFu1w838DLrNN7ewZvOkUZ6aGqmkU7U5+bmO+nBRsrPFmd3D2cz8xN1+QxyNvrWu7KFI8fbUxP1mRtcLjs4uHTcNGYXOsfNkal2Z7513Cy05o9OtfE6rR+uT82lh1rzsyn7QG+N1lx9Ju2WwITSW2+6IZ2fmzluZhqH6xPHTWtpTkofrM/U5yYwqCONiel0bv6Yqc/M4PfwzDxevQ2NsRnDOZi6fKv5SowlPTbVOTK/1GEf/K7z26YmpfV0fqEx15aGZzBO056ttzrm9e2J1tQC7jtc4lCrfni2Mdcx/LB0h5MbcQ2OuAZN49ChBm5sScDcwKTSqTZAttCodxqTu1OFZ6vdQc8Y//zSXKdt6ukFLEX4HprnRBqT6cHjaefYfHqk8fb6ZGNiahagmZw6PIXSE/NzHUyqbTrz8yOz9bnjI92+2mZmvt3pfQYe9D6y+8WlRut4eqTeTmfnWw2MqD6XXnpJ2lNqfkE/bz2xhFWbPeCeMOkOFqW9oz452fu8+mKh1Tikfdx6017OaGZ+7jAgIF1ccfHrLsGsOg1UmKm3j+Du0K1tBP/M0tw0lnJudbwmh1tvVv3YyMQRPE7wibBozc/05MxM4bfem5OP58j8zGQ7raeuTrpa4iqHI3P1o1OH0d+FnfrBKw+25o+18XKu0eYIjrXqCwt4PFifHJlbmj2IZHfenfmFpQWD92ZiZn5psj21kM/FHFqak7bNofnWrHbTnSe/JD7i8la/Km7cKJjMt1h3hABIvj8MNtvMCPbmzMjUHCeJtRQkSttLE0fS1QYV6XTMLCEoz3rAsikdmOEOuLU1A/KwWi8bnVuamZFuWGiiceDQoblGRz6QXl/qzEvi6NRkQ1OH27OaMz810ZCUDJDtmXp72hxrHGTuwfrEtOm06lMzAN2IYIIUvOVIa37p8BGDTXCEWx8DPdYC+giWE4+Mo3Jn0BDAcjRdmG916jPDqVKALjkZXp+wyCpiNSewnUcacxPzk8wkmNyH3l8FQALh0rlGY1Jgum5hh+Xct0frM6Amt94yPnJFWj/EbY9dqyWPYFcAk2ewkkcbgLCQl2y001pqgATPT7tkjhVoCU85KhpHy0aWFib52DuLPM9Rw/wR3S21ezo6VJ9p5z1pemGpBeRHAqBucwbS83B6ELSRk2kvLRCewA9iFZZkjkUbsw0zNTfXaI3o9/S7I3aP3X0GylLnMgIIq6+AnW3QyplJshAiKVfegYo1XcnXtzvHZxokunJ3FELwM73Z7TdgsFQBHRoBIQLlOlsJEiT0DOD8oFLYvoDdWQqA4qazRDN5vThppqfmJs1E2yEKgDOSJ3N4rD4LtoB45Dk5iIhbglY9L9Zu37UvfiDk8qJvm5idNKusDd1311He5QTQLY0jaOkx6QEEGo+jOUofq8+x2lpGxoXNxydYuhvQYempw3PgJOvMoqcu3qxTPM2ZqpvP+ae/X+VKrgQameslaHX22K2g6EwcrucF5ltEFPBscvh6h4IMAUmagyr1dAdLjKLVNkiZtCzAkgn2AH4NAZCKXf6RnrZGpxcVXO0CV/uRPs5eZbpxfKE+SaoxjxvKHZORXa9iVAr+tJp5rZMH1ubud7x1be4PL01BYLoONHlt/j7pb20eCLZk3GF+1Nxx993D5WxifmZpdm4fNgAkw6XOoYt3XYvR3jqHPZLhdUv/gwuIg+YOPE7NHV0jIYKQz4y9vTGxxKw3zXemDk2tvu4RTJl2tF6eMixnQ1J3ZVuFTNTR/ZFOZ6E9umPH5PxEe/t8vT3VHuHe3T7fOrxD/jcN93v0ku0Xb9+5AxJGvVPfefGO+fYObaOtBZR61Uek2PZmG3wPYz8KhBMWmEm+zG6pZx6UkCdboOctpridUVT/LxSI0au1d2rtrI0u5jpTE28+401raUYn17t5gCi9W7Y9jy0gXFG3rshTPTvWXJVLueaqVf6NB7ZxZQ9NuNJQsjGQANud3eDK+Flcmscv8W8O9xlch3EJTWH+zFIbBRfm8dtYXAL3QJn5YwfrLeTOLrAgePNug72227TnZ/DTmJ2S9qbmJ107u43dfyNbWRjtCkij5E/QPlpTneMZHwiHvXOTjbfjCcrFkcbMwqoawsJHQMmua6gsrvrF6ssz9BZW6Aj3A9IAcpo1f+gQZDZJUhA9sPqo4LsWlLUtVbq8ctjpRiyESc1OtXX98Ki7YbWva1efG3OT3SdMZrJxqI6dgY16aOrwUivXj3L1q0cKEMVNmphpzB3uHOmO9Yb8EbWm5jBTg+122LUj3d+g2dJ5N90FDGdP3LlRnwCn1hLlWvc8fFdGwuPm5RLQbEirmC7flU1NuoSsFB8oRIEKXAFaCKk8vTBFz+3TKOgwkDddl5CDF5B2U2HZDWYEsT294JJd5mKz02SYztQhrEmPMqmAyaiLYtebW9ugqY5IC1lfy6rIiNvDyoQojnR1wO3GTk72KIDDpP6d+nSjp0xaP1ZHwVuY65rtqKa6mxLBaW/Pwo5dsRvXEHalq9jUPQzhYOMQ1TCA4/A8yDVwdV7gtz21beZicQFWCLLYLMeVCjitGbTiQhFR2gLF7eZmLADJx1n0ut0q+kNlBfDmD60ZrWii283Y6jC5kQg7lWndKE8XgzHA7boWnE4PD104AqFxOGXT3UcI1RCPnKSXOuziQPJGqBKvHZfj2Xcqae3m3okVBKDa281tgjj1fGBpG7IAR33BJa/V3gVsqeOron+KGeAsyvV2c62YFGRhFxozVFJGe/BKBTfi7QTk55F2AzOmWL89FXwgTmPZ06m1wO0VnLptdccOyCm7l/F2CaQS7z9b+cXhrt2ivg6ygfzmLfVIRXmN9kIdsq+2gOozjbqs2mvSQ/PaAKBI9YioDyBQF3SozdqkNOnBVqM+jSbAOdoyQuVBZ2jRRFEHZaxjm4twDADsHVx3a7RVEnQIKbu4LbrWGQi2/oLITGUpgC6rHG+9hXHdX3DJuMy5C0IM44JLrcsTMK4vAq5LB87P6YCQDyVe5yvaXeoE6inayqi3AoXnc1IFesBl7JW18+2+W+QtJ6k2FNKUUdvp5Hyqlje2loqY4LZ6o75Gxp6HnqM9rJU4O+3GzKHVnoad6D/pKryJim59dXEEuVi7h352cVQmvAA2KSs4p5TKXJvv1jMXYPdZNy9HOZtiittTbn6OmQRANvyU6t9oel+jsZDmehPReKrXlDS8DkWam5hZmmTVnDa4jtebzr+FQA8L/EYd1qMkoLCAGcx1tl2ERePgCE/wPz50wSD/y1w64rTmO9cZASbf3VW7ibHcxATJBZfs3G6GzXbsPfDFbeZCkRN6Tbg9GblR+AdxU+NsQw2sW7ujZgBZBHRmSpVytS+GKJ81cqn95qUJkJP2oaUZFVfuvgN/5bMWEQnKlRkuG2Ou7PfMDlx34vp64JmNBc/sxuWFnvl5XD+E9OO49/M/BTzLvzLK/C+DOqfl/13kmX8Iz8z/S+T/xjrl7/U98+bimf28D/kD6+S/E+N9rcs/t+SZLwaaXkT5lwpn5i+h7HD5zHaewEj+uu/M/G8h77p1yv8O2j93nfx/IIzWyb8T/b9lnXzTP9hf6u8f8IuFUqmI+Vc8IJAxj7v7NO6vwv0a3F+N+7txH8X9F3Afxv0O3K/mfHG/Evcfwf0NuB/H/W2434r763H/SdzPx30/7hfg/nHct+PewP01uO/G/Src9+Ce4f5h3Hfj/tO478D94KG5VufoTrP1rvPvwr8LXn/V6y94P+Z0t4P99uHdo7WrLrrj7tOm90uRwv7XcH0bVxNr8kfAh08C3s/FnnkR6Y8Alu9E/vtx3Yf2nsb107i+iutK1P8yYBqh7kW43gkcXUbeEaRHsK5LqPMC2vHRxmtxHUP+INashnfX4d1nkfc47s+in79Ae4/iugn1fx73X0a5c/H+frT5MtQbx/Pf43kZ90X0+dto4z/j+QO4fxv3jyHvOdSdxPMK0ttw/Sbq9aPtC/H+z0oKi7vx/CCud+M6getJXF/GdT7K78f9rSg7gWs21PKE4x9gjC8BJrd7MhfflzdMeSZAKuy5gtPSvVeel/879a/8x3DuMCoUS30uoxxXqv0DZ6/wf3r///jfTqzXPGA7BLhuwvXUuZ7A6AOAa4T7/YB9Afcfw3OR/0/rv/HP+KZk/KtLphSapGTcX2kbfofx58nv6X99JjF+2mf8Fc+V+9f+ldEvrwqu/5v6vvxhr/v/n/+RLmXnKF36y01Kl96XKF3au0np0gOblC4VNihdun2j0qVbE6VLmzcpXfr0oNKlwUTpUmWj0qU/SJQu/fYGpUvLA0qXfmmj0qU95yhd+sUBpUvbBpUu/adzlC5NDSpdum2D0qXvDypd+n6/0qUrBpQuvbhR6VJ9YJXv7Lz4kksve+2uy694nb3m2uvGxs3/Bmpbgv0=';

/** The longest URI, in bytes. */
const MAX_LENGTH = 8192;
/** From this size on a text is not linted, in bytes. */
const MAX_TEXT = 64 * 1024 * 1024;
/** A text beyond this gets a memory of its own, which goes away with it. */
const MAX_SHARED = 1024 * 1024;
const MAX_SCHEMES = 16;
const MAX_SCHEME = 255;
/** The most parameters that build() looks at; no command has as many. */
const MAX_PARAMETERS = 32;
const DEFAULT_SCHEME = 'cloudsip';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const module = await WebAssembly.compile(
  await new Response(
    new Blob([Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0))])
      .stream()
      .pipeThrough(new DecompressionStream('deflate')),
  ).arrayBuffer(),
);

/** A URI that is refused; `code` is that of the refusal. */
class CommandUriError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'CommandUriError';
    this.code = code;
  }
}

/** The bytes of a text. A surrogate without its other half becomes three bytes that are no UTF-8,
 * and is refused as such, instead of turning into another character. */
function encode(text) {
  if (text instanceof Uint8Array) return text;
  if (typeof text !== 'string') throw new TypeError('a string or Uint8Array is expected');
  if (!/\p{Surrogate}/u.test(text)) return encoder.encode(text);
  const pieces = text.split(/(\p{Surrogate})/u).map((piece) => {
    const unit = piece.charCodeAt(0);
    return /^\p{Surrogate}$/u.test(piece)
      ? [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)]
      : encoder.encode(piece);
  });
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** One WebAssembly instance with its memory. */
class Engine {
  constructor() {
    this.emitted = () => {};
    this.exports = new WebAssembly.Instance(module, {
      cmduri: {
        emit: (at, length) => this.emitted(new Uint8Array(this.exports.memory.buffer, at, length)),
      },
    }).exports;
  }

  /** Puts byte arrays, one after the other, where the library reads its input. */
  put(...parts) {
    const size = parts.reduce((sum, part) => sum + part.length, 0);
    let at = this.exports.reserve(size) >>> 0;
    if (at === 0) throw new RangeError('the text is too large');
    const memory = new Uint8Array(this.exports.memory.buffer);
    for (const part of parts) {
      memory.set(part, at);
      at += part.length;
    }
  }

  /** Texts with their lengths before them. */
  putTexts(texts) {
    this.put(
      ...texts.flatMap((text) => {
        const bytes = encode(text);
        const length = new Uint8Array(4);
        new DataView(length.buffer).setUint32(0, bytes.length, true);
        return [length, bytes];
      }),
    );
  }

  /** Which schemes carry commands; undefined for the default one alone. */
  useSchemes(schemes = []) {
    const names = [...schemes];
    if (names.length > MAX_SCHEMES) throw new RangeError(`more than ${MAX_SCHEMES} schemes`);
    let at = this.exports.schemes();
    const memory = new Uint8Array(this.exports.memory.buffer);
    for (const name of names) {
      if (typeof name !== 'string' || name.length > MAX_SCHEME || !/^[a-z][a-z0-9+.-]*$/i.test(name))
        throw new CommandUriError('unknown-scheme', `'${name}' is not a scheme that can carry commands`);
      memory.set(encoder.encode(`${name}\0`), at);
      at += name.length + 1;
    }
    if (!this.exports.useSchemes(names.length))
      throw new CommandUriError('unknown-scheme', 'app and cscommand cannot carry commands of others');
  }

  /** Calls an export; the objects that it emits. */
  collect(name, ...values) {
    const objects = [];
    this.emitted = (bytes) => objects.push(JSON.parse(decoder.decode(bytes)));
    try {
      this.exports[name](...values);
    } finally {
      this.emitted = () => {};
    }
    return objects;
  }
}

const shared = new Engine();

/** Text or bytes, cut to what suffices to know that they are too long. */
function bounded(text) {
  const bytes = encode(typeof text === 'string' ? text.slice(0, MAX_LENGTH + 1) : text);
  return bytes.subarray(0, MAX_LENGTH + 1);
}

function parse(uri, { schemes } = {}) {
  const bytes = bounded(uri);
  shared.useSchemes(schemes);
  shared.put(bytes);
  const [result, more] = shared.collect('parse', bytes.length);
  return { ...result, ...more };
}

function finish([result]) {
  if (!result.ok) throw new CommandUriError(result.error, result.message);
  return result.uri;
}

/** A scheme as the library takes it, or nothing. */
function schemeText(scheme) {
  if (scheme === undefined || scheme === null) return '\0';
  shared.useSchemes([scheme]);
  return `${scheme}\0`;
}

function build(command, params = {}, { scheme } = {}) {
  const texts = [schemeText(scheme), bounded(command)];
  const pairs = Object.entries(params).filter(([, value]) => value !== undefined && value !== null);
  if (pairs.length > MAX_PARAMETERS)
    throw new CommandUriError('too-many-parameters', `more than ${MAX_PARAMETERS} parameters`);
  for (const [name, value] of pairs)
    texts.push(bounded(name), bounded(typeof value === 'boolean' ? String(value) : value));
  shared.putTexts(texts);
  return finish(shared.collect('build', pairs.length));
}

function buildCall(number, { scheme = DEFAULT_SCHEME, dialAction } = {}) {
  shared.putTexts([schemeText(scheme), bounded(number), bounded(dialAction ?? '')]);
  return finish(shared.collect('buildCall'));
}

function wrap(uri, { scheme = DEFAULT_SCHEME, schemes } = {}) {
  const result = parse(uri, { schemes: schemes ?? [scheme] });
  if (!result.ok) throw new CommandUriError(result.error, result.message);
  if (result.kind === 'call') throw new CommandUriError('inner-scheme', 'a call needs no wrapper');
  return build(result.command, result.params, { scheme });
}

function lint(text, { schemes } = {}) {
  const bytes = encode(text);
  if (bytes.length >= MAX_TEXT) throw new RangeError('the text is too large');
  const engine = bytes.length > MAX_SHARED ? new Engine() : shared;
  engine.useSchemes(schemes);
  engine.put(bytes);
  return engine
    .collect('lint', bytes.length)
    .map(({ start, length, ...finding }) => ({
      ...finding,
      uri: decoder.decode(bytes.subarray(start, start + length)),
    }));
}

/** A SARIF log that is written while files come in; `write` gets its text piece by piece. */
class SarifLog {
  #engine = new Engine();
  #results = 0;
  #unreadable = [];
  #write;

  constructor(write, { schemes } = {}) {
    this.#write = write;
    this.#engine.useSchemes(schemes);
    this.#run('sarifBegin');
  }

  /** Runs an export and passes on, as one piece, what it emits. */
  #run(name, ...values) {
    const stream = new TextDecoder('utf-8', { ignoreBOM: true });
    const pieces = [];
    this.#engine.emitted = (bytes) => pieces.push(stream.decode(bytes, { stream: true }));
    const result = this.#engine.exports[name](...values);
    this.#write(pieces.join(''));
    return result;
  }

  /** Lints a file, null for one that could not be read; whether there was something to find. */
  add(name, text) {
    const nameBytes = encode(name);
    const bytes = text === null ? null : encode(text);
    if (bytes === null || bytes.length >= MAX_TEXT) {
      this.#unreadable.push(nameBytes);
      return false;
    }
    this.#engine.put(nameBytes, bytes);
    const results = this.#run('sarifFile', nameBytes.length, bytes.length);
    const more = results > this.#results;
    this.#results = results;
    return more;
  }

  end() {
    this.#run('sarifFinishResults');
    for (const name of this.#unreadable) {
      this.#engine.put(name);
      this.#run('sarifUnreadable', name.length);
    }
    this.#run('sarifEnd');
  }
}

function sarif(files, options) {
  const pieces = [];
  const log = new SarifLog((piece) => pieces.push(piece), options);
  for (const { name, text } of files) log.add(name, text);
  log.end();
  return pieces.join('');
}

function commands() {
  return shared.collect('commands');
}

function dialActions() {
  return shared.collect('dialActions');
}

function resolveProductId(requested, applicationId, candidates) {
  let best = null;
  for (const candidate of candidates) {
    shared.putTexts([requested, candidate, applicationId]);
    const match = shared.exports.matchProduct();
    if (match === 2) return candidate;
    if (match === 1) best ??= candidate;
  }
  return best;
}

return {
  CommandUriError,
  MAX_LENGTH,
  SarifLog,
  build,
  buildCall,
  commands,
  dialActions,
  lint,
  parse,
  resolveProductId,
  sarif,
  wrap,
};
})();
